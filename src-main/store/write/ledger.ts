import type { LedgerEntry } from '../../contract/ledger.ts';
import type { Connection } from '../connection.ts';

export function createLedgerWriter(db: Connection) {
  const append = db.prepare(
    `INSERT INTO ledger (time, kind, run, enricher, observable_type, observable_value, tlp, host, port,
       bytes_out, bytes_in, verdict, reason)
     VALUES (@time, @kind, @run, @enricher, @type, @value, @tlp, @host, @port, @bytesOut, @bytesIn, @verdict, @reason)`,
  );
  const setDocument = db.prepare<[string, string]>(
    'INSERT INTO documents (name, value) VALUES (?, ?) ON CONFLICT (name) DO UPDATE SET value = excluded.value',
  );
  return {
    appendLedger(entries: readonly LedgerEntry[]): void {
      for (const { observable, ...entry } of entries) {
        append.run({ ...entry, type: observable?.type ?? null, value: observable?.value ?? null });
      }
    },
    setDocument(name: string, value: unknown): void {
      setDocument.run(name, JSON.stringify(value ?? null));
    },
  };
}
