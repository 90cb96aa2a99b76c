import { rebuildSearch } from '../rebuild.ts';
import type { Connection } from '../connection.ts';

/** What runs can be filtered by became words of the search: those of older runs are worked out from what is stored. */
export function searchKeys(db: Connection): void {
  db.exec("INSERT INTO search (search) VALUES ('delete-all')");
  rebuildSearch(db);
}
