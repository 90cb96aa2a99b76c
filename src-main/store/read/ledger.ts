import type { LedgerEntry } from '../../contract/run.ts';
import type { Connection } from '../connection.ts';
import type { Page, Paged } from '../store.ts';

type Wanted = { wanted: string; hash: string };
const isWanted = '(observable_value = @wanted OR value_hash = @hash)';

type Row = Omit<LedgerEntry, 'observable'> & {
  type: string | null;
  value: string | null;
  valueHash: string | null;
};

export function createLedgerReader(db: Connection, hash: (value: string) => string) {
  const columns = `time, run, enricher, observable_type AS type, observable_value AS value, value_hash AS valueHash, tlp, host, port,
    bytes_out AS bytesOut, bytes_in AS bytesIn, verdict, reason FROM ledger`;
  const page = db.prepare<Page, Row>(
    `SELECT ${columns} ORDER BY id DESC LIMIT @limit OFFSET @offset`,
  );
  const pageOfValue = db.prepare<Page & Wanted, Row>(
    `SELECT ${columns} WHERE ${isWanted} ORDER BY id DESC LIMIT @limit OFFSET @offset`,
  );
  const total = db.prepare<[], number>('SELECT count(*) FROM ledger').pluck();
  const totalOfValue = db
    .prepare<Wanted, number>(`SELECT count(*) FROM ledger WHERE ${isWanted}`)
    .pluck();
  const document = db
    .prepare<[string], string>('SELECT value FROM documents WHERE name = ?')
    .pluck();

  return {
    ledger({ offset, limit, value }: Page & { value?: string }): Paged<LedgerEntry> {
      if (value === undefined) {
        return { rows: page.all({ offset, limit }).map(ledgerEntry), total: total.get() ?? 0 };
      }
      const wanted = { wanted: value, hash: hash(value) };
      const rows = pageOfValue.all({ offset, limit, ...wanted });
      return {
        rows: rows.map((row) => ledgerEntry({ ...row, value: row.value ?? value })),
        total: totalOfValue.get(wanted) ?? 0,
      };
    },
    document(name: string): unknown {
      const text = document.get(name);
      return text === undefined ? null : JSON.parse(text);
    },
  };
}

function ledgerEntry({ type, value, valueHash, ...row }: Row): LedgerEntry {
  const shown = value ?? (valueHash === null ? null : `removed ${valueHash.slice(0, 12)}`);
  return { ...row, observable: type === null || shown === null ? null : { type, value: shown } };
}
