import type { StoreSize, WouldGo } from '../../contract/data.ts';
import type { Connection } from '../connection.ts';

/** A run `r` that neither a pin nor being the newest good one keeps. */
export const isRemovable = `r.outcome IS NOT NULL AND NOT EXISTS (SELECT 1 FROM pins WHERE run = r.id)
  AND NOT EXISTS (SELECT 1 FROM enrichments n
    WHERE n.observable = r.observable AND n.enricher = r.enricher AND n.newest_good = r.id)`;

/** What is in use of the data file; the rest is free and used again before the file grows. */
export function usedBytes(db: Connection): () => number {
  const pages = db
    .prepare<[], number>(
      `SELECT (p.page_count - f.freelist_count) * s.page_size
       FROM pragma_page_count p, pragma_freelist_count f, pragma_page_size s`,
    )
    .pluck();
  return () => pages.get() ?? 0;
}

export function createRetentionReader(db: Connection) {
  const counts = db.prepare<[], { runs: number; pinned: number; freeBytes: number }>(
    `SELECT (SELECT count(*) FROM runs) AS runs, (SELECT count(*) FROM pins) AS pinned,
       f.freelist_count * s.page_size AS freeBytes FROM pragma_freelist_count f, pragma_page_size s`,
  );
  const older = db
    .prepare<[string], number>(
      `SELECT count(*) FROM runs r WHERE r.started_at < ? AND ${isRemovable}`,
    )
    .pluck();
  const used = usedBytes(db);

  function storeSize(): StoreSize {
    const { runs = 0, pinned = 0, freeBytes = 0 } = counts.get() ?? {};
    return { runs, pinned, usedBytes: used(), freeBytes };
  }

  return {
    storeSize,

    /** By the mean size of a run: what exactly a removal frees, only the removal tells. */
    wouldGo({ before, mostBytes }: { before: string | null; mostBytes: number | null }): WouldGo {
      const { runs, usedBytes: bytes } = storeSize();
      const mean = runs === 0 ? 0 : bytes / runs;
      const byAge = before === null ? 0 : (older.get(before) ?? 0);
      const over = mostBytes === null ? 0 : Math.max(0, bytes - mostBytes);
      const bySize =
        mean === 0 || over === 0 ? 0 : Math.min(Math.ceil(over / mean), older.get('9') ?? 0);
      const going = Math.max(byAge, bySize);
      return { runs: going, bytes: Math.round(going * mean) };
    },
  };
}
