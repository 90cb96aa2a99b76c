import { join } from 'node:path';
import { openForReading } from './connection.ts';
import { databaseName, storeFailure } from './store-failures.ts';

/**
 * One document of a data folder that is there, without opening its store, which would take threads: null where the
 * document is not there, else what was stored, as JSON.parse gives it. Fails as the store does.
 */
export function readDocument(folder: string, name: string): unknown {
  try {
    const db = openForReading({ file: join(folder, databaseName), busyTimeoutMs: 2000 });
    try {
      const text = db
        .prepare<[string], string>('SELECT value FROM documents WHERE name = ?')
        .pluck()
        .get(name);
      return text === undefined ? null : JSON.parse(text);
    } finally {
      db.close();
    }
  } catch (error) {
    throw storeFailure(error);
  }
}
