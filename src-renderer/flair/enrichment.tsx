import { useQuery } from '@tanstack/react-query';
import { lazy, Suspense, useState } from 'react';
import type { FlairPane, Tab } from '../../src-main/contract/paste.ts';
import { ErrorBoundary } from '../app/error-boundary.tsx';
import { useHost } from '../app/host.ts';
import { sentenceOf } from '../transport.ts';
import { ComparisonView } from './comparison-view.tsx';
import { Details } from './details.tsx';
import { EnrichmentBar } from './enrichment-bar.tsx';
import { Notices } from './notices.tsx';
import { usePreviousResults } from './use-previous-results.ts';
import './enrichment.css';

const RunReport = lazy(() =>
  import('./run-report.tsx').then((module) => ({ default: module.RunReport })),
);

type Props = {
  readonly tab: Tab;
  /** why it was not asked, where it was not */
  readonly notAsked: FlairPane['notAsked'][number] | null;
  readonly observableId: number;
  readonly startRunId: number | null;
  readonly isActive: boolean;
  readonly onRunAgain: () => void;
};

/** One enrichment: the result that is shown, those before it, and what went wrong since. */
export function Enrichment(props: Props) {
  const { tab, notAsked, observableId, startRunId, isActive, onRunAgain } = props;
  const { queries } = useHost();
  const [isComparing, setComparing] = useState(false);
  const results = usePreviousResults(tab, observableId, startRunId, isActive);
  const { shownId, goodBefore } = results;
  const run = useQuery({
    ...queries.runs.get.queryOptions({ input: { id: shownId ?? 0 } }),
    enabled: shownId !== null,
    placeholderData: (before) => before,
  });
  const comparison = useQuery({
    ...queries.runs.compare.queryOptions({
      input: { before: goodBefore?.id ?? 0, after: shownId ?? 0 },
    }),
    enabled: goodBefore !== null && shownId !== null && (isComparing || tab.badge === 'changed'),
  });
  const detail = run.data;

  return (
    <>
      <div className="flair-scroll">
        <EnrichmentBar
          run={detail ?? null}
          results={results}
          isComparing={isComparing}
          onCompare={() => setComparing(!isComparing)}
          onRunAgain={onRunAgain}
        />
        <Notices
          tab={tab}
          notAsked={notAsked}
          run={detail ?? null}
          results={results}
          change={comparison.data ?? null}
        />
        {run.error !== null && <p role="alert">{sentenceOf(run.error)}</p>}
        {isComparing && (
          <ComparisonView
            comparison={comparison.data ?? null}
            error={comparison.error}
            before={goodBefore}
          />
        )}
        {detail !== undefined && detail.report !== null && !isComparing && (
          <ErrorBoundary key={detail.id}>
            <Suspense fallback={<p className="flair-wait muted">Drawing …</p>}>
              <RunReport run={detail} />
            </Suspense>
          </ErrorBoundary>
        )}
      </div>
      {detail !== undefined && <Details run={detail} />}
    </>
  );
}
