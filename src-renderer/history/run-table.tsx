import type { RunSummary } from '../../src-main/contract/run.ts';
import { useDefang } from '../shared/defang-style.ts';
import { MarkIcon, markKind } from '../shared/mark-icon.tsx';
import { clockTime } from '../shared/times.ts';

type Props = {
  readonly rows: readonly RunSummary[];
  readonly chosenId: number | null;
  readonly onChoose: (run: RunSummary) => void;
};

export function RunTable({ rows, chosenId, onChoose }: Props) {
  return (
    <table className="plain-table">
      <thead>
        <tr>
          <th scope="col">Time</th>
          <th scope="col">Observable</th>
          <th scope="col">Enricher</th>
          <th scope="col">Result</th>
        </tr>
      </thead>
      <tbody>
        {rows.map((run) => (
          <RunLine key={run.id} run={run} isChosen={run.id === chosenId} onChoose={onChoose} />
        ))}
      </tbody>
    </table>
  );
}

function RunLine({
  run,
  isChosen,
  onChoose,
}: {
  readonly run: RunSummary;
  readonly isChosen: boolean;
  readonly onChoose: (run: RunSummary) => void;
}) {
  const { type, value } = run.observable;
  const defang = useDefang();
  return (
    <tr aria-current={isChosen ? 'true' : undefined}>
      <td className="muted">{clockTime(run.endedAt)}</td>
      <td className="wide">
        <div className="small muted">{type}</div>
        <button type="button" className="word-button mono" onClick={() => onChoose(run)}>
          {defang(type, value)}
        </button>
      </td>
      <td className="words">{run.enricherTitle}</td>
      <td>
        <span className="overview-source">
          <MarkIcon kind={markKind('done', run.outcome)} />
          {run.verdict === undefined || run.verdict.level === 'unknown' ? (
            <span className="muted">{run.verdict?.sentence ?? run.outcome.replace('_', ' ')}</span>
          ) : (
            <span className={`flair-tag level-${run.verdict.level}`}>{run.verdict.sentence}</span>
          )}
        </span>
      </td>
    </tr>
  );
}
