import { PopoverNext } from '@blueprintjs/core';
import type { Plan } from '../../src-main/contract/paste.ts';
import type { ChosenEnrichers, Settings } from '../../src-main/contract/settings.ts';
import { useDefang } from '../shared/defang-style.ts';
import { chosenSet } from './chosen-set.ts';
import { PlanPopover } from './plan-popover.tsx';
import { planWords, tellsWords, toldHosts } from './plan-words.ts';

type Props = {
  readonly plan: Plan | undefined;
  readonly settings: Pick<Settings, 'sets' | 'chosenEnrichers'>;
  readonly chosen: ChosenEnrichers;
  readonly onChoose: (chosen: ChosenEnrichers) => void;
};

/** Which set is chosen, what it will run, what that costs, and who is told. */
export function PlanSummary({ plan, settings, chosen, onChoose }: Props) {
  const defang = useDefang();
  if (plan === undefined) return null;
  const set = chosenSet(chosen, settings.chosenEnrichers, settings.sets);
  const tells = tellsWords(plan);
  const hosts = toldHosts(plan, (host) => defang('domain', host));
  return (
    <p className="plan-summary small muted">
      {set !== null && <span className="flair-tag">{set.name}</span>}{' '}
      {plan.hosts.length === 0 ? (
        <span aria-live="polite">{`${planWords(plan)} · ${tells}`}</span>
      ) : (
        <>
          <span aria-live="polite">{planWords(plan)}</span>
          {' · '}
          <PopoverNext
            placement="top"
            interactionKind="hover"
            content={<p className="plan-hosts mono">{hosts}</p>}
          >
            <button type="button" className="word-button" aria-description={hosts}>
              {tells}
            </button>
          </PopoverNext>
        </>
      )}
      {' · '}
      <PopoverNext
        placement="right-end"
        content={
          <PlanPopover
            plan={plan}
            sets={settings.sets}
            set={set}
            chosen={chosen}
            onChoose={onChoose}
          />
        }
      >
        <button type="button" className="word-button" aria-label="Change the enrichers to run">
          change
        </button>
      </PopoverNext>
    </p>
  );
}
