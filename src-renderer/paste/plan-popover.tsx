import { Button } from '@blueprintjs/core';
import type { Plan, PlanLine } from '../../src-main/contract/paste.ts';
import type { ChosenEnrichers, SavedSet } from '../../src-main/contract/settings.ts';
import { tickedIn } from './chosen-set.ts';
import { SaveSet, SetChoice } from './set-choice.tsx';
import { audienceWords } from './plan-words.ts';
import './plan-popover.css';
import { hostWords } from '../shared/host-words.ts';
import { Tick } from '../shared/tick.tsx';

type Props = {
  readonly plan: Plan;
  readonly sets: readonly SavedSet[];
  /** the one that is chosen */
  readonly set: SavedSet | null;
  readonly chosen: ChosenEnrichers;
  readonly onChoose: (chosen: ChosenEnrichers) => void;
};

/** Which enrichers `Enrich` runs, who is told by each, and why one would skip. */
export function PlanPopover({ plan, sets, set, chosen, onChoose }: Props) {
  const ticked = tickedIn(chosen, plan.lines);
  const toggle = (id: string) =>
    onChoose(ticked.includes(id) ? ticked.filter((other) => other !== id) : [...ticked, id]);
  const applicable = plan.lines.filter((line) => line.applicable > 0);
  return (
    <div className="plan-popover" tabIndex={-1}>
      <h2>Enrichers to run</h2>
      <SetChoice sets={sets} chosen={set} onChoose={onChoose} />
      {ticked.length > 0 && set === null && (
        <SaveSet sets={sets} ticked={ticked} onChoose={onChoose} />
      )}
      {applicable.length === 0 && (
        <p className="muted">
          No enricher has anything to do here. Well-known and private values are left out unless
          noise is run, too.
        </p>
      )}
      <ul>
        {applicable.map((line) => (
          <li key={line.enricherId}>
            <Tick
              checked={ticked.includes(line.enricherId)}
              onChange={() => toggle(line.enricherId)}
              label={line.title}
            />
            <PlanPrice line={line} />
          </li>
        ))}
      </ul>
      {chosen !== null && (
        <Button size="small" text="Back to the usual ones" onClick={() => onChoose(null)} />
      )}
    </div>
  );
}

function PlanPrice({ line }: { readonly line: PlanLine }) {
  const words = [`${line.runs} of ${line.applicable} to run`, audienceWords[line.audience]];
  if (line.active) words.push('active: touches the observable itself');
  if (line.reused > 0) words.push(`${line.reused} still fresh`);
  if (line.quota !== null) words.push(line.quota);
  return (
    <div className="plan-price small muted">
      <div>{words.join(' · ')}</div>
      {line.hosts.length > 0 && <div>tells {hostWords(line.hosts)}</div>}
      {line.skipped.map((skip) => (
        <div key={skip.reason + skip.sentence}>
          {skip.count} skipped: {skip.sentence}
        </div>
      ))}
    </div>
  );
}
