import { Button } from '@blueprintjs/core';
import { Refresh } from '@blueprintjs/icons';
import { notAskedWords } from '../../src-main/contract/not-asked.ts';
import type { FlairPane, Tab } from '../../src-main/contract/paste.ts';
import { Instant } from '../shared/instant.tsx';
import { MarkIcon, markKind } from '../shared/mark-icon.tsx';
import { ResumeThen } from './resume-then.tsx';
import '../shared/plain-table.css';
import './overview.css';

type Props = {
  readonly flair: FlairPane;
  readonly onOpen: (enricherId: string) => void;
  readonly onRunAgain: () => void;
  readonly onAsk: (enricherId: string) => void;
};

/** A line per enricher: what it says, why, how old that is; then who was not asked, and why. */
export function Overview({ flair, onOpen, onRunAgain, onAsk }: Props) {
  const { notAsked } = flair;
  const unasked = new Set(notAsked.map(({ enricherId }) => enricherId));
  const tabs = flair.tabs.filter(
    ({ enricherId, run, request }) =>
      run !== null || (request !== null && !unasked.has(enricherId)),
  );
  const isTaken = flair.tabs.length > 0 || notAsked.length > 0;
  return (
    <div className="flair-scroll">
      <div className="overview-head">
        <h3>
          {tabs.length > 0
            ? 'What each source says'
            : isTaken
              ? 'No source was asked yet'
              : 'No source to ask'}
        </h3>
        <Button
          size="small"
          icon={<Refresh />}
          text="Run again"
          disabled={!isTaken}
          onClick={onRunAgain}
        />
      </div>
      {!isTaken && (
        <p className="muted">
          No installed enricher takes values of the type {flair.observable.type}.
        </p>
      )}
      {tabs.length > 0 && (
        <table className="plain-table overview-table">
          <thead>
            <tr>
              <th scope="col">Source</th>
              <th scope="col">Verdict</th>
              <th scope="col">Reason</th>
              <th scope="col" className="number">
                Age
              </th>
            </tr>
          </thead>
          <tbody>
            {tabs.map((tab) => (
              <SourceLine key={tab.enricherId} tab={tab} onOpen={onOpen} />
            ))}
          </tbody>
        </table>
      )}
      {notAsked.length > 0 && (
        <>
          <h3 className="overview-more">Not asked</h3>
          <p className="small muted">{notAskedSentence(flair)}.</p>
          <table className="plain-table">
            <tbody>
              {notAsked.map((source) => (
                <tr key={source.enricherId}>
                  <th scope="row">{source.title}</th>
                  <td className="muted">{source.sentence}</td>
                  <td className="number">
                    {source.resume !== null && (
                      <>
                        <ResumeThen {...source.resume} title={source.title} />
                        <span className="muted"> · </span>
                      </>
                    )}
                    <button
                      type="button"
                      className="word-button"
                      aria-label={`Ask ${source.title}`}
                      onClick={() => onAsk(source.enricherId)}
                    >
                      Ask
                    </button>
                  </td>
                </tr>
              ))}
            </tbody>
          </table>
        </>
      )}
    </div>
  );
}

/** Of the sources that take this type, how many were not asked, and why: as the header says it. */
export function notAskedSentence({ tabs, notAsked }: FlairPane): string | null {
  const sources = new Set([...tabs, ...notAsked].map(({ enricherId }) => enricherId)).size;
  return notAskedWords(
    sources,
    notAsked.map(({ reason }) => reason),
  );
}

function SourceLine({ tab, onOpen }: { readonly tab: Tab; readonly onOpen: Props['onOpen'] }) {
  const { run, request, failedSince } = tab;
  const pending = request !== null && request.state !== 'done' ? request : null;
  const verdict = run?.verdict;
  const sentence =
    verdict?.reason ?? pending?.sentence ?? run?.sentence ?? request?.sentence ?? 'Not asked yet.';
  const kind =
    pending !== null
      ? markKind(pending.state, null)
      : markKind('done', run?.outcome ?? request?.outcome ?? 'skipped');
  return (
    <tr>
      <th scope="row">
        <span className="overview-source">
          <MarkIcon kind={kind} />
          <button type="button" className="word-button" onClick={() => onOpen(tab.enricherId)}>
            {tab.title}
          </button>
        </span>
      </th>
      <td>
        {verdict === undefined ? (
          <span className="muted">{outcomeWords(tab)}</span>
        ) : (
          <span
            className={verdict.level === 'unknown' ? 'muted' : `flair-tag level-${verdict.level}`}
          >
            {verdict.sentence}
          </span>
        )}
      </td>
      <td className="muted overview-reason">
        {sentence}
        {failedSince !== null && (
          <span className="overview-failed"> Newer: {failedSince.sentence}</span>
        )}
      </td>
      <td className="number muted">{run !== null && <Instant time={run.endedAt} />}</td>
    </tr>
  );
}

function outcomeWords({ run, request }: Tab): string {
  if (request !== null && request.state !== 'done') return request.state;
  switch (run?.outcome ?? request?.outcome) {
    case 'ok':
      return 'no verdict';
    case 'no_data':
      return 'nothing found';
    case undefined:
      return 'not asked';
    default:
      return (run?.outcome ?? request?.outcome ?? '').replace('_', ' ');
  }
}
