import { firstTables } from './001-first-tables.ts';
import { whyFound } from './002-why-found.ts';
import { removal } from './003-removal.ts';
import { corrections } from './004-corrections.ts';
import { ledgerKinds } from './005-ledger-kinds.ts';
import { limits } from './006-limits.ts';
import { ledgerByRun } from './007-ledger-by-run.ts';
import { turns } from './008-turns.ts';
import { searchKeys } from './009-search-keys.ts';
import { smallerRuns } from './010-smaller-runs.ts';
import type { Connection } from '../connection.ts';

export type Migration = string | ((db: Connection) => void);

/** In order; the n-th leads to `user_version` n. A released one is never edited: what it got wrong, the next one mends. */
export const migrations: readonly Migration[] = [
  firstTables,
  whyFound,
  removal,
  corrections,
  ledgerKinds,
  limits,
  ledgerByRun,
  turns,
  searchKeys,
  smallerRuns,
];
