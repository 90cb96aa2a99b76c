import type { LedgerEntry } from '../../contract/run.ts';
import type { Connection } from '../connection.ts';
import type { Page, Paged } from '../store.ts';

type Row = Omit<LedgerEntry, 'observable'> & { type: string | null; value: string | null };

export function createLedgerReader(db: Connection) {
  const columns = `time, run, enricher, observable_type AS type, observable_value AS value, tlp, host, port,
    bytes_out AS bytesOut, bytes_in AS bytesIn, verdict, reason FROM ledger`;
  const page = db.prepare<Page, Row>(
    `SELECT ${columns} ORDER BY id DESC LIMIT @limit OFFSET @offset`,
  );
  const pageOfValue = db.prepare<Page & { wanted: string }, Row>(
    `SELECT ${columns} WHERE observable_value = @wanted ORDER BY id DESC LIMIT @limit OFFSET @offset`,
  );
  const total = db.prepare<[], number>('SELECT count(*) FROM ledger').pluck();
  const totalOfValue = db
    .prepare<[string], number>('SELECT count(*) FROM ledger WHERE observable_value = ?')
    .pluck();
  const document = db
    .prepare<[string], string>('SELECT value FROM documents WHERE name = ?')
    .pluck();

  return {
    ledger({ offset, limit, value }: Page & { value?: string }): Paged<LedgerEntry> {
      const rows =
        value === undefined
          ? page.all({ offset, limit })
          : pageOfValue.all({ offset, limit, wanted: value });
      return {
        rows: rows.map(ledgerEntry),
        total: (value === undefined ? total.get() : totalOfValue.get(value)) ?? 0,
      };
    },
    document(name: string): unknown {
      const text = document.get(name);
      return text === undefined ? null : JSON.parse(text);
    },
  };
}

function ledgerEntry({ type, value, ...row }: Row): LedgerEntry {
  return { ...row, observable: type === null || value === null ? null : { type, value } };
}
