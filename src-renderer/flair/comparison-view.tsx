import type { Comparison } from '../../src-main/contract/comparison.ts';
import type { Cell } from '../../src-main/contract/report.ts';
import type { RunSummary } from '../../src-main/contract/run.ts';
import { fullTime } from '../shared/times.ts';
import { sentenceOf } from '../transport.ts';
import { cellText } from './cell-text.ts';
import '../shared/plain-table.css';
import './comparison-view.css';

const rowsShown = 100;

type Props = {
  readonly comparison: Comparison | null;
  readonly error: unknown;
  readonly before: RunSummary | null;
};

/** What differs from the good result before: facts, then rows of tables; volatile fields are left out. */
export function ComparisonView({ comparison, error, before }: Props) {
  if (error !== null) return <p role="alert">{sentenceOf(error)}</p>;
  if (comparison === null || before === null) return <p className="muted">Comparing …</p>;
  return (
    <div className="comparison">
      <h3>
        {comparison.unchanged ? 'Unchanged' : comparison.sentence} since {fullTime(before.endedAt)}
      </h3>
      {comparison.facts.length > 0 && (
        <table className="plain-table">
          <thead>
            <tr>
              <th scope="col">Fact</th>
              <th scope="col">Before</th>
              <th scope="col">Now</th>
            </tr>
          </thead>
          <tbody>
            {comparison.facts.map((fact) => (
              <tr key={fact.name}>
                <th scope="row">{fact.name}</th>
                <td className="difference-removed">{cellText(fact.before)}</td>
                <td className="difference-added">{cellText(fact.after)}</td>
              </tr>
            ))}
          </tbody>
        </table>
      )}
      {comparison.tables.map((table) => (
        <TableDifference key={table.title} table={table} />
      ))}
      {comparison.widgets.length > 0 && (
        <p>
          Also different: {comparison.widgets.join(', ')}. Step through the results with [ and ] to
          see them.
        </p>
      )}
    </div>
  );
}

function TableDifference({ table }: { readonly table: Comparison['tables'][number] }) {
  const rows: { sign: '+' | '−'; cells: Cell[] }[] = [
    ...table.changed.flatMap(({ before, after }) => [
      { sign: '−' as const, cells: before },
      { sign: '+' as const, cells: after },
    ]),
    ...table.added.map((cells) => ({ sign: '+' as const, cells })),
    ...table.removed.map((cells) => ({ sign: '−' as const, cells })),
  ];
  return (
    <>
      <h3>{table.title}</h3>
      <div className="comparison-table">
        <table className="plain-table">
          <thead>
            <tr>
              <th scope="col">
                <span className="heard">Change</span>
              </th>
              {table.columns.map((column) => (
                <th key={column} scope="col">
                  {column}
                </th>
              ))}
            </tr>
          </thead>
          <tbody>
            {rows.slice(0, rowsShown).map(({ sign, cells }, index) => (
              // Rows have no identity of their own here, and never move.
              // oxlint-disable-next-line react/no-array-index-key
              <tr key={index} className={sign === '+' ? 'difference-added' : 'difference-removed'}>
                <td>
                  <span aria-hidden="true">{sign}</span>
                  <span className="heard">{sign === '+' ? 'now' : 'before'}</span>
                </td>
                {table.columns.map((column, at) => (
                  <td key={column}>{cellText(cells[at])}</td>
                ))}
              </tr>
            ))}
          </tbody>
        </table>
      </div>
      {rows.length > rowsShown && (
        <p className="small muted">{rows.length - rowsShown} more lines differ.</p>
      )}
    </>
  );
}
