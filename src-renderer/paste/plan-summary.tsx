import { PopoverNext } from '@blueprintjs/core';
import type { Plan } from '../../src-main/contract/paste.ts';
import { PlanPopover } from './plan-popover.tsx';
import { planWords } from './plan-words.ts';

type Props = {
  readonly plan: Plan | undefined;
  readonly chosen: readonly string[] | null;
  readonly onChoose: (enrichers: string[] | null) => void;
};

export function PlanSummary({ plan, chosen, onChoose }: Props) {
  if (plan === undefined) return null;
  return (
    <p className="plan-summary small muted">
      <span aria-live="polite">{planWords(plan)}</span>{' '}
      <PopoverNext
        placement="right-end"
        content={<PlanPopover plan={plan} chosen={chosen} onChoose={onChoose} />}
      >
        <button type="button" className="word-button" aria-label="Change the enrichers to run">
          change
        </button>
      </PopoverNext>
    </p>
  );
}
