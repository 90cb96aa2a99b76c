import type { LookupAddress } from 'node:dns';
import { once } from 'node:events';
import { connect as connectTcp, isIP, type LookupFunction, type Socket } from 'node:net';
import { connect as connectTls } from 'node:tls';
import { kindOfAddress } from './addresses.ts';
import { BrokerRefusal } from './broker.ts';
import { unlessAborted } from './clock.ts';
import { bareHost, type Permission, portOf } from './hosts.ts';

/** All addresses of a name, by the system's ways (hosts file, name servers). */
export type Lookup = (hostname: string) => Promise<readonly LookupAddress[]>;

/**
 * The addresses that a host may be dialled at. Asked once a request: what was checked is what is dialled, so
 * a name cannot change its address in between.
 * @throws BrokerRefusal `private_address` when any of them is one that the declaration does not reach
 */
export async function checkedAddresses(
  target: URL,
  permission: Permission,
  lookup: Lookup,
  signal: AbortSignal,
): Promise<readonly LookupAddress[]> {
  const host = bareHost(target);
  const family = isIP(host);
  if (family !== 0) return [{ address: host, family }];
  const addresses = await unlessAborted(lookup(host), signal);
  for (const { address } of addresses) {
    const kind = kindOfAddress(address);
    const reached =
      permission.reach === 'loopback'
        ? kind === 'loopback'
        : kind === 'public' || (permission.reach === 'private' && kind === 'private');
    if (!reached) {
      throw new BrokerRefusal(
        'private_address',
        `${host} has the address ${address}, which is not a public one. Declare that address itself if it is meant.`,
      );
    }
  }
  return addresses;
}

/** `wire` counts the bytes that really went over the network; `socket` is what HTTP is spoken on. */
export type Line = { readonly wire: Socket; readonly socket: Socket };

/** Starts to connect; the caller owns the line, whatever becomes of it. */
export function dial(target: URL, addresses: readonly LookupAddress[]): Line {
  const host = bareHost(target);
  const { wire } = dialWire(target, addresses);
  if (target.protocol === 'http:') return { wire, socket: wire };
  const socket = connectTls({
    socket: wire,
    host,
    ALPNProtocols: ['http/1.1'],
    ...(isIP(host) === 0 && { servername: host }),
  });
  socket.on('error', () => {});
  return { wire, socket };
}

/** Without TLS, whatever the URL says: for who speaks it by themselves. */
export function dialWire(target: URL, addresses: readonly LookupAddress[]): Line {
  const wire = connectTcp({
    host: bareHost(target),
    port: portOf(target),
    lookup: answerWith(addresses),
    autoSelectFamily: true,
    noDelay: true,
  });
  // Between connecting and the first request nobody else listens, and an unheard error ends the process.
  wire.on('error', () => {});
  return { wire, socket: wire };
}

/** Resolves once bytes can be sent. */
export async function connected(line: Line, signal: AbortSignal): Promise<void> {
  await once(line.socket, line.socket === line.wire ? 'connect' : 'secureConnect', { signal });
}

export function hangUp(line: Line): void {
  line.socket.destroy();
  line.wire.destroy();
}

function answerWith(addresses: readonly LookupAddress[]): LookupFunction {
  return (_hostname, options, callback) => {
    const [first] = addresses;
    if (first === undefined) callback(new Error('The name has no address.'), []);
    else if (options.all) callback(null, [...addresses]);
    else callback(null, first.address, first.family);
  };
}
