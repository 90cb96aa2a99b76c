import { Button, Menu, MenuItem, PopoverNext } from '@blueprintjs/core';
import { CaretDown } from '@blueprintjs/icons';
import type { RunSummary } from '../../src-main/contract/run.ts';
import { MarkIcon, markKind } from '../shared/mark-icon.tsx';
import { fullTime } from '../shared/times.ts';
import type { PreviousResults } from './use-previous-results.ts';

/** Every result, also those that failed: they never hide the last good one, and are never hidden. */
export function PreviousResultsMenu({ results }: { readonly results: PreviousResults }) {
  const { runs, total, shownId, pick } = results;
  const others = Math.max(0, total - 1);
  return (
    <PopoverNext
      placement="bottom-end"
      content={
        <Menu className="previous-results" aria-label="Previous results">
          {runs.map((run) => (
            <MenuItem
              key={run.id}
              icon={<MarkIcon kind={markKind('done', run.outcome)} />}
              text={`${fullTime(run.endedAt)} · ${wordsOf(run)}`}
              label={`${run.pinned ? 'pinned · ' : ''}v${run.bundleVersion} · ${run.trigger}`}
              active={run.id === shownId}
              onClick={() => pick(run.id)}
            />
          ))}
          {total > runs.length && (
            <MenuItem disabled text={`${total - runs.length} older ones are in History.`} />
          )}
        </Menu>
      }
    >
      <Button
        size="small"
        variant="minimal"
        disabled={others === 0}
        endIcon={<CaretDown />}
        // The count stands beside the name, so that the name stays the same for who looks the button up by it.
        aria-description={`${others} earlier`}
        text={<>Previous results{others > 0 && <span aria-hidden="true"> {others}</span>}</>}
      />
    </PopoverNext>
  );
}

function wordsOf({ verdict, outcome, sentence }: RunSummary): string {
  if (verdict !== undefined) return verdict.sentence;
  return outcome === 'ok' ? 'done' : sentence;
}
