import type { ReactNode } from 'react';
import type { Comparison } from '../../src-main/contract/comparison.ts';
import type { FlairPane, Tab } from '../../src-main/contract/paste.ts';
import type { EnrichmentRequest, RunDetail } from '../../src-main/contract/run.ts';
import type { Outcome } from '../../src-main/contract/vocabulary.ts';
import { MarkIcon, type MarkKind, markKind } from '../shared/mark-icon.tsx';
import { fullTime } from '../shared/times.ts';
import { CancelRequest } from './cancel-request.tsx';
import { RefusedHosts } from './refused-hosts.tsx';
import { ResumeThen } from './resume-then.tsx';
import type { PreviousResults } from './use-previous-results.ts';
import './notices.css';

type Props = {
  readonly tab: Tab;
  /** why it was not asked, where it was not */
  readonly notAsked: FlairPane['notAsked'][number] | null;
  readonly run: RunDetail | null;
  readonly results: PreviousResults;
  readonly change: Comparison | null;
};

/** What one must know before reading the result: that it is old, changed, waiting, or went wrong. */
export function Notices({ tab, notAsked, run, results, change }: Props) {
  const { failedSince, request } = tab;
  const { goodBefore, isOlder, pick, toNewest } = results;
  return (
    <>
      {request !== null && <RequestNotice request={request} title={tab.title} />}
      {failedSince !== null && failedSince.id !== run?.id && (
        <Notice kind="error">
          The run of {fullTime(failedSince.endedAt)} went wrong: {failedSince.sentence} The last
          good result is shown.{' '}
          <button type="button" className="word-button" onClick={() => pick(failedSince.id)}>
            Show what went wrong
          </button>
        </Notice>
      )}
      {isOlder && (
        <Notice kind="skipped">
          This is an older result.{' '}
          <button type="button" className="word-button" onClick={toNewest}>
            Show the newest
          </button>
        </Notice>
      )}
      {change !== null && !change.unchanged && goodBefore !== null && (
        <Notice kind="waiting">
          Changed since {goodBefore.endedAt.slice(0, 10)}: {change.sentence}
        </Notice>
      )}
      {run !== null && run.outcome !== 'ok' && (
        <Notice kind={markKind('done', run.outcome)}>
          <Ended outcome={run.outcome} sentence={run.sentence} />
          {run.reason === 'host_refused' && (
            <RefusedHosts runId={run.id} enricherId={run.enricherId} />
          )}
        </Notice>
      )}
      {run === null && request === null && (
        <Notice kind="skipped">
          {notAsked === null || notAsked.reason === 'not_asked'
            ? 'This source was not asked yet. Run again asks it.'
            : notAsked.sentence}
        </Notice>
      )}
    </>
  );
}

const outcomeTitles = {
  ok: '',
  no_data: 'Nothing found.',
  error: 'Error.',
  timeout: 'It took too long.',
  cancelled: 'Cancelled.',
  skipped: 'Skipped.',
  interrupted: 'Interrupted.',
} as const;

/** The outcome, then why; nothing twice where the sentence begins with it, as in `Cancelled before it started.` */
function Ended({
  outcome,
  sentence,
}: {
  readonly outcome: Outcome;
  readonly sentence: string | null;
}) {
  const title = outcomeTitles[outcome];
  if (sentence?.startsWith(title.slice(0, -1)) === true) return sentence;
  return (
    <>
      <strong>{title}</strong> {sentence}
    </>
  );
}

function RequestNotice({
  request,
  title,
}: {
  readonly request: EnrichmentRequest;
  readonly title: string;
}) {
  const { id, state, outcome, sentence, waitingUntil } = request;
  if (state === 'done' && (outcome === null || outcome === 'ok')) return null;
  const kind = markKind(state, outcome);
  const words =
    state === 'running'
      ? 'Running now.'
      : state === 'queued'
        ? 'Queued: it runs when its turn comes.'
        : 'Waiting.';
  return (
    <Notice kind={kind}>
      {state === 'done' ? (
        <Ended outcome={outcome ?? 'skipped'} sentence={sentence} />
      ) : (
        <>
          {words} {sentence} <CancelRequest id={id} title={title} />
        </>
      )}{' '}
      {state === 'done' && waitingUntil !== null && (
        <ResumeThen requestId={id} at={waitingUntil} title={title} />
      )}
    </Notice>
  );
}

function Notice({ kind, children }: { readonly kind: MarkKind; readonly children: ReactNode }) {
  return (
    <div className={`notice notice-${kind}`}>
      <MarkIcon kind={kind} />
      <div>{children}</div>
    </div>
  );
}
