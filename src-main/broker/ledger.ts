import type { LedgerEntry } from '../contract/ledger.ts';
import { BrokerRefusal, type Errand } from './broker.ts';

/** What is known of one attempt before it is over. */
export type Attempt = {
  readonly time: string;
  readonly kind: LedgerEntry['kind'];
  readonly host: string;
  readonly port: number;
};

export type Traffic = { readonly bytesOut: number; readonly bytesIn: number };

/** Remembers for the run whom it reached. */
export function noteContact({ told, maskHost }: Errand, { host, port }: Attempt): void {
  const name = maskHost?.(host) ?? host;
  told.hosts.add(`${name.includes(':') ? `[${name}]` : name}:${port}`);
}

/** `error`: what ended the attempt, or null. `sent`: whether a connection was opened for it. */
export function ledgerEntry(
  attempt: Attempt,
  errand: Errand,
  traffic: Traffic & { readonly sent: boolean },
  error: unknown,
): LedgerEntry {
  return {
    time: attempt.time,
    kind: attempt.kind,
    run: errand.runId,
    enricher: errand.enricherId,
    observable: errand.observable,
    tlp: errand.tlp,
    host: errand.maskHost?.(attempt.host) ?? attempt.host,
    port: attempt.port,
    bytesOut: traffic.bytesOut,
    bytesIn: traffic.bytesIn,
    verdict: isGate(error) && !traffic.sent ? 'refused' : 'allowed',
    reason: reasonOf(error),
  };
}

/** Refusals of our own; a name that does not resolve was allowed, and led nowhere. */
function isGate(error: unknown): boolean {
  return (
    error instanceof BrokerRefusal &&
    error.reason !== 'unreachable' &&
    error.reason !== 'timed_out' &&
    error.reason !== 'no_resolver'
  );
}

function reasonOf(error: unknown): string {
  if (error === null) return 'ok';
  return error instanceof BrokerRefusal ? error.reason : 'cancelled';
}
