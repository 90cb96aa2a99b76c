import type { Connection } from '../connection.ts';

export type Leftovers = { readonly resumable: number; readonly interrupted: number };

/** What an earlier session left, of one paste or of all (null): in it what ran when it ended. */
export function createLeftoverCount(db: Connection): (pasteId: number | null) => Leftovers {
  const count = db.prepare<{ paste: number | null }, Leftovers>(
    `SELECT count(*) AS resumable, count(reason) AS interrupted FROM requests
     WHERE owner IS NULL AND state IN ('queued', 'waiting') AND state <> 'done'
       AND (@paste IS NULL OR paste = @paste)`,
  );
  return (paste) => count.get({ paste }) ?? { resumable: 0, interrupted: 0 };
}
