import { Button } from '@blueprintjs/core';
import { ChevronLeft, ChevronRight, Comparison, Refresh } from '@blueprintjs/icons';
import type { RunDetail } from '../../src-main/contract/run.ts';
import { Instant } from '../shared/instant.tsx';
import { PinButton } from './pin-button.tsx';
import { PreviousResultsMenu } from './previous-results-menu.tsx';
import type { PreviousResults } from './use-previous-results.ts';

type Props = {
  readonly run: RunDetail | null;
  readonly results: PreviousResults;
  readonly isComparing: boolean;
  readonly onCompare: () => void;
  readonly onRunAgain: () => void;
};

/** Age, time, version and trigger of what is shown, and the ways to other results. */
export function EnrichmentBar(props: Props) {
  const { run, results, isComparing, onCompare, onRunAgain } = props;
  const hasOthers = results.total > 1;
  return (
    <div className="enrichment-bar">
      <span className="small muted enrichment-origin">
        {run === null ? (
          'no result yet'
        ) : (
          <>
            <Instant time={run.endedAt} /> · <Instant time={run.endedAt} ago={false} /> · v
            {run.bundleVersion} · {run.trigger}
          </>
        )}
      </span>
      <span className="enrichment-steps">
        {hasOthers && (
          <Button
            size="small"
            variant="minimal"
            icon={<ChevronLeft />}
            aria-label="Older result"
            title="Older result ([)"
            disabled={results.toOlder === null}
            onClick={() => results.toOlder?.()}
          />
        )}
        <PreviousResultsMenu results={results} />
        {run !== null && <PinButton run={run} />}
        {hasOthers && (
          <Button
            size="small"
            variant="minimal"
            icon={<ChevronRight />}
            aria-label="Newer result"
            title="Newer result (])"
            disabled={results.toNewer === null}
            onClick={() => results.toNewer?.()}
          />
        )}
      </span>
      <Button
        size="small"
        icon={<Comparison />}
        text="Compare"
        active={isComparing}
        aria-pressed={isComparing}
        disabled={results.goodBefore === null && !isComparing}
        title={
          results.goodBefore === null
            ? 'There is no earlier good result to compare with'
            : 'With the good result before'
        }
        onClick={onCompare}
      />
      <Button
        size="small"
        intent="primary"
        icon={<Refresh />}
        text="Run again"
        title="Run again (r)"
        onClick={onRunAgain}
      />
    </div>
  );
}
