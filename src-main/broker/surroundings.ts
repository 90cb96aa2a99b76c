import type { SecureContext } from 'node:tls';
import type { WriteLedger } from './broker.ts';
import type { Clock } from './clock.ts';
import type { Lookup } from './dial.ts';
import type { Meter } from './meter.ts';
import type { UpstreamProxy } from './upstream.ts';

/** Times in milliseconds, sizes in bytes. */
export type BrokerLimits = {
  /** looking the name up, connecting and the TLS handshake */
  readonly connect: number;
  /** one fetch with all its redirects, without the time it is held */
  readonly whole: number;
  readonly bytesOut: number;
  /** after decompression */
  readonly bytesIn: number;
  readonly redirects: number;
  /** one question to one name server; it is asked twice */
  readonly nameServer: number;
  /** a tunnel: all its time, its time without a byte, and its bytes either way */
  readonly tunnel: number;
  readonly tunnelIdle: number;
  readonly tunnelBytes: number;
};

export const defaultLimits: BrokerLimits = {
  connect: 10_000,
  whole: 60_000,
  bytesOut: 8 * 1024 * 1024,
  bytesIn: 16 * 1024 * 1024,
  redirects: 5,
  nameServer: 3000,
  tunnel: 600_000,
  tunnelIdle: 60_000,
  tunnelBytes: 64 * 1024 * 1024,
};

/** All that the broker is given from outside. */
export type Surroundings = {
  readonly writeLedger: WriteLedger;
  /** the time as the ledger writes it, UTC */
  readonly now: () => string;
  readonly airGapped: () => boolean;
  readonly clock: Clock;
  readonly lookup: Lookup;
  /** the proxy that a target is reached through; null: none */
  readonly proxyFor: (target: URL) => UpstreamProxy | null;
  /** PEM of those whose certificates are believed; null: those that Node brings. @throws BrokerRefusal */
  readonly authorities: () => Promise<readonly string[] | null>;
  /** the same, as TLS takes them */
  readonly trust: (signal: AbortSignal) => Promise<SecureContext | null>;
  /** name servers of the system, `address` or `address:port` */
  readonly nameServers: () => readonly string[];
  readonly limits: BrokerLimits;
  readonly meter: Meter;
  /** from 0 to 1, for jitter */
  readonly chance: () => number;
};
