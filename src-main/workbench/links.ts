import { Failure } from '../contract/failure.ts';
import type { LinkAnswer } from '../contract/link.ts';
import type { Observable } from '../contract/observable.ts';
import { rankOfTlp, tlpLabel } from '../contract/tlp.ts';
import type { Tlp } from '../contract/vocabulary.ts';
import type { Store } from '../store/store.ts';
import type { SettingsStore } from './settings.ts';

type LinkInput = {
  readonly address: string;
  /** in whose report the link stands */
  readonly run: number;
  /** the analyst was told why not, and means it */
  readonly anyway: boolean;
};

/** As third parties by default: whoever opens a page tells its owner what is looked into. */
const mostTlp: Tlp = 'green';

/** The gate before an address is opened outside. Whatever it says stands in the ledger before it is said. */
export function createLinkGate(options: {
  readonly store: Pick<Store, 'reader' | 'writer'>;
  readonly settings: Pick<SettingsStore, 'current' | 'internal'>;
  readonly now: () => string;
}) {
  const { settings } = options;
  const { reader, writer } = options.store;

  return async ({ address, run: runId, anyway }: LinkInput): Promise<LinkAnswer> => {
    const url = URL.parse(address);
    if (url === null || url.protocol !== 'https:' || url.username !== '' || url.password !== '') {
      throw new Failure('BAD_INPUT', 'Only https addresses without a user name can be opened.');
    }
    const run = await reader.run(runId);
    if (run === null) throw new Failure('NOT_FOUND', 'That result is not here any more.');
    const tlp = await reader.effectiveTlp(run.observable.id);
    const closed = closedFor(url, run.observable, tlp);
    const opens = closed === null || (anyway && closed.mayAnyway);
    await writer.appendLedger([
      {
        time: options.now(),
        kind: 'link',
        run: runId,
        enricher: run.enricherId,
        observable: { type: run.observable.type, value: run.observable.value },
        tlp,
        host: url.hostname,
        port: url.port === '' ? 443 : Number(url.port),
        bytesOut: 0,
        bytesIn: 0,
        verdict: opens ? 'allowed' : 'refused',
        reason: closed === null ? 'ok' : opens ? `${closed.reason}_anyway` : closed.reason,
      },
    ]);
    return opens
      ? { opens, sentence: null, mayAnyway: false }
      : { opens, sentence: closed.sentence, mayAnyway: closed.mayAnyway };
  };

  function closedFor(url: URL, observable: Observable, tlp: Tlp | null) {
    if (settings.current().airGapped) {
      const sentence = 'The bench is air-gapped. Switch that off in Settings to open addresses.';
      return { reason: 'air_gapped', sentence, mayAnyway: false };
    }
    // A page of one's own house may be told what is one's own.
    const isOwn = settings.internal({ type: 'url', value: url.origin }) !== null;
    if (isOwn) return null;
    const internal =
      settings.internal(textOf(url)) ??
      (carries(url, observable) ? settings.internal(observable) : null);
    if (internal !== null) {
      const sentence = `This would tell ${url.hostname} what stays inside: ${internal}.`;
      return { reason: 'internal_value', sentence, mayAnyway: true };
    }
    // Whoever runs the page sees that somebody looks; at these markings that alone is too much.
    const isTooHigh = tlp === null ? carries(url, observable) : rankOfTlp(tlp) > rankOfTlp(mostTlp);
    if (!isTooHigh) return null;
    const marking = tlp === null ? 'The value is unmarked' : `The value is ${tlpLabel(tlp)}`;
    const sentence = `${marking}, and opening this tells ${url.hostname} that somebody looks into it. Addresses open up to ${tlpLabel(mostTlp)}.`;
    return { reason: 'tlp', sentence, mayAnyway: true };
  }
}

/** What the address tells its host, as a text of no type: anything in it that is internal counts. */
function textOf({ pathname, search, hash }: URL): Observable {
  const written = `${pathname}${search}${hash}`;
  const read = [...new URLSearchParams(search).values()].join(' ');
  return { type: 'address', value: `${written} ${read}` };
}

/** Whether the address holds the value, in one of the spellings that pages use. */
function carries({ href }: URL, { value }: Observable): boolean {
  const base64 = Buffer.from(value).toString('base64').replace(/=+$/, '');
  const spellings = [
    value,
    encodeURIComponent(value),
    base64,
    base64.replaceAll('+', '-').replaceAll('/', '_'),
  ];
  const address = href.toLowerCase();
  return spellings.some((spelling) => address.includes(spelling.toLowerCase()));
}
