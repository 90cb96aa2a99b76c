import type { LedgerFilter, LedgerRow } from '../../contract/ledger.ts';
import type { Connection } from '../connection.ts';
import type { Page, Paged } from '../store.ts';

type Row = Omit<LedgerRow, 'observable'> & {
  type: string | null;
  value: string | null;
  valueHash: string | null;
};

const conditions: Readonly<Record<keyof LedgerFilter, string>> = {
  value: '(observable_value = @value OR value_hash = @hash)',
  host: 'host = @host',
  enricher: 'enricher = @enricher',
  verdict: 'verdict = @verdict',
  kind: 'kind = @kind',
  run: 'run = @run',
  since: 'time >= @since',
  until: 'time <= @until',
  before: 'id < @before',
};
const names = Object.keys(conditions).filter((name): name is keyof LedgerFilter =>
  Object.hasOwn(conditions, name),
);

export function createLedgerReader(db: Connection, hash: (value: string) => string) {
  const document = db
    .prepare<[string], string>('SELECT value FROM documents WHERE name = ?')
    .pluck();

  /** One statement for each combination that is asked for: only so an index is used where there is one. */
  function prepared(given: readonly (keyof LedgerFilter)[]) {
    const where =
      given.length === 0 ? '' : `WHERE ${given.map((name) => conditions[name]).join(' AND ')}`;
    return {
      page: db.prepare<Page & LedgerFilter, Row>(
        `SELECT id, time, kind, run, enricher, observable_type AS type, observable_value AS value,
           value_hash AS valueHash, tlp, host, port,
           bytes_out AS bytesOut, bytes_in AS bytesIn, verdict, reason
         FROM ledger ${where} ORDER BY id DESC LIMIT @limit OFFSET @offset`,
      ),
      total: db.prepare<LedgerFilter, number>(`SELECT count(*) FROM ledger ${where}`).pluck(),
    };
  }
  const statements = new Map<string, ReturnType<typeof prepared>>();

  return {
    /** Newest first. With `before` nothing is counted: `total` is the number of rows given. */
    ledger({ offset, limit, ...filter }: Page & LedgerFilter): Paged<LedgerRow> {
      const given = names.filter((name) => filter[name] !== undefined);
      const key = given.join(' ');
      const statement = statements.get(key) ?? prepared(given);
      statements.set(key, statement);
      const { value } = filter;
      const wanted = value === undefined ? filter : { ...filter, hash: hash(value) };
      const rows = statement.page
        .all({ offset, limit, ...wanted })
        .map((row) => ledgerRow({ ...row, value: row.value ?? value ?? null }));
      const total = filter.before === undefined ? (statement.total.get(wanted) ?? 0) : rows.length;
      return { rows, total };
    },
    document(name: string): unknown {
      const text = document.get(name);
      return text === undefined ? null : JSON.parse(text);
    },
  };
}

function ledgerRow({ type, value, valueHash, ...row }: Row): LedgerRow {
  const shown = value ?? (valueHash === null ? null : `removed ${valueHash.slice(0, 12)}`);
  return { ...row, observable: type === null || shown === null ? null : { type, value: shown } };
}
