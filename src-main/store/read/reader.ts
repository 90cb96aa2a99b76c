import type { Observable } from '../../contract/observable.ts';
import { check, copyTo } from '../check.ts';
import type { Connection } from '../connection.ts';
import type { Reader } from '../store.ts';
import type { Synchronous } from '../worker-messages.ts';
import { createFlairReader } from './flair.ts';
import { createFacetReader } from './facets.ts';
import { createHistory } from './history.ts';
import { createRunFilters } from './run-filters.ts';
import { createLedgerReader } from './ledger.ts';
import { createLimitReader } from './limits.ts';
import { createKnown, createMarking } from './marking.ts';
import { createObservableLookup } from './observable-lookup.ts';
import { createObservableReader } from './observables.ts';
import { createPasteReader } from './pastes.ts';
import { createPurgeReader } from './purge.ts';
import { createQueueReader } from './queue.ts';
import { createRequestReader } from './requests.ts';
import { createRetentionReader } from './retention.ts';
import { createRunReader } from './runs.ts';
import { createTableReader } from './tables.ts';

export function createReader(db: Connection, hash: (value: string) => string): Synchronous<Reader> {
  const requests = createRequestReader(db);
  const marking = createMarking(db);
  const lookup = createObservableLookup(db);
  const filterOf = createRunFilters(db);
  return {
    ...createPasteReader(db, requests.progress),
    ...createObservableReader(db),
    storedObservables: lookup.byIds,
    observablesOfPaste: lookup.ofPaste,
    findObservable: ({ type, value }: Observable) => lookup.byValue(type, value),
    knownObservables: createKnown(db),
    ...createFlairReader(db, { marking, requests: requests.requests }),
    effectiveTlp: marking,
    ...createRunReader(db),
    ...createTableReader(db),
    ...createHistory(db, filterOf),
    ...createFacetReader(db, filterOf),
    ...requests,
    ...createQueueReader(db),
    ...createRetentionReader(db),
    check: () => check(db),
    copyTo: (file) => copyTo(db, file),
    ...createPurgeReader(db),
    ...createLedgerReader(db, hash),
    ...createLimitReader(db),
  };
}
