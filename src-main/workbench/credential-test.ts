import { Failure } from '../contract/failure.ts';
import type { CredentialTest } from '../contract/enricher.ts';
import type { Observable } from '../contract/observable.ts';
import { canonicalValue } from '../observables/canonical.ts';
import { identifyObservable } from '../observables/identify.ts';
import type { ConfiguredEnricher } from '../runs/configured.ts';
import type { EnricherDesk } from './enrichers.ts';
import type { Enriched, RequestDesk } from './requests.ts';

/**
 * Asks the source of a bundle about the sample value that it names, marked TLP:CLEAR: through the queue, the gates and
 * the ledger like every run, because it tells somebody and counts against the quota, and kept like one.
 */
export function createCredentialTest(options: {
  readonly desk: Pick<EnricherDesk, 'all'>;
  readonly requests: Pick<RequestDesk, 'enrich'>;
}) {
  return async (appName: string, signal: AbortSignal): Promise<CredentialTest> => {
    const own = options.desk.all().filter(({ bundle }) => bundle.appName === appName);
    const asked = enricherToAsk(own);
    const [row] = await options.requests.enrich(
      {
        observables: [asked.observable],
        enrichers: [asked.enricher.id],
        tlp: 'clear',
        fields: {},
        fresh: true,
        lower: false,
        trigger: 'manual',
      },
      signal,
    );
    if (row === undefined) throw new Error('A test without an answer.');
    return told(row, asked.enricher);
  };
}

function enricherToAsk(own: readonly ConfiguredEnricher[]) {
  const [first] = own;
  if (first === undefined) throw new Failure('NOT_FOUND', 'That bundle is not installed.');
  if (first.bundle.credentials.length === 0) {
    throw new Failure('BAD_INPUT', `${first.bundle.title} takes no credential.`);
  }
  const reading = own.filter(({ effect }) => effect === 'read');
  for (const enricher of [...reading.filter(({ activation }) => activation), ...reading]) {
    const observable = enricher.sample === null ? null : sampleOf(enricher, enricher.sample);
    if (observable !== null) return { enricher, observable };
  }
  throw new Failure(
    'BAD_INPUT',
    `${first.bundle.title} names no sample value to ask about. Run it on a value of your own.`,
  );
}

function sampleOf({ types }: ConfiguredEnricher, sample: string): Observable | null {
  const found = identifyObservable(sample);
  if (found !== null && types.includes(found.type)) return found;
  for (const type of types) {
    const value = canonicalValue(type, sample);
    if (value !== null) return { type, value };
  }
  return null;
}

/** Whoever has nothing on the value has answered, too. */
function told(row: Enriched, { title }: ConfiguredEnricher): CredentialTest {
  if (row.outcome === 'ok' || row.outcome === 'no_data') {
    return { outcome: 'works', sentence: `${title} answered: the credential works.`, run: row.run };
  }
  const outcome = row.outcome === 'skipped' ? 'not_asked' : 'failed';
  return { outcome, sentence: row.sentence, run: row.run };
}
