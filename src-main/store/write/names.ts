import type { Connection } from '../connection.ts';

export type Names = ReturnType<typeof createNames>;

/** The number that stands for an enricher's name. */
export function createNames(db: Connection) {
  const find = db.prepare<[string], number>('SELECT id FROM enrichers WHERE name = ?').pluck();
  const insert = db.prepare<[string]>('INSERT INTO enrichers (name) VALUES (?)');
  return {
    enricher: (name: string): number => find.get(name) ?? Number(insert.run(name).lastInsertRowid),
  };
}
