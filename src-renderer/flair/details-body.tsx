import { useQuery } from '@tanstack/react-query';
import type { ReactNode } from 'react';
import type { RunDetail } from '../../src-main/contract/run.ts';
import { tlpLabel } from '../../src-main/contract/tlp.ts';
import { useHost } from '../app/host.ts';
import { usePlaces } from '../app/places.ts';
import { useDefang } from '../shared/defang-style.ts';
import { ledgerWords } from '../shared/ledger-words.ts';
import { fullTime, lengthWords } from '../shared/times.ts';
import { RawOutputView } from './raw-output-view.tsx';
import { RefusedHosts } from './refused-hosts.tsx';

/** The account of one run: what was said, what was told, how long it took, and what it printed. */
export function DetailsBody({ run }: { readonly run: RunDetail }) {
  const { queries } = useHost();
  const { type, value } = run.observable;
  const defang = useDefang();
  const { showTold } = usePlaces();
  const ledger = useQuery(
    queries.ledger.queryOptions({ input: { run: run.id, offset: 0, limit: 500 } }),
  );
  const told = ledger.data?.rows ?? [];
  const problems = run.report?.problems ?? [];
  const settings = Object.entries(run.settings);
  const length = Date.parse(run.endedAt) - Date.parse(run.startedAt);
  const waited = Date.parse(run.startedAt) - Date.parse(run.queuedAt);
  return (
    <div className="details-body" role="group" aria-label="Details" tabIndex={0}>
      <dl>
        <Line name="Outcome">
          {run.outcome}: {run.sentence} <span className="muted">({run.reason})</span>
        </Line>
        <Line name="Time">
          {fullTime(run.endedAt)}, took {lengthWords(length)} after {lengthWords(waited)} in the
          queue
          {run.attempts > 1 && `, ${run.attempts} attempts`}
        </Line>
        <Line name="Enricher">
          <span className="mono">{run.enricherId}</span> v{run.bundleVersion}{' '}
          <span className="mono muted">{run.bundleHash.slice(0, 12)}</span>
          {run.exitCode !== null && `, exit code ${run.exitCode}`}
        </Line>
        <Line name="Asked about">
          {type} <span className="mono">{defang(type, value)}</span>, {tlpLabel(run.tlp)},{' '}
          {run.trigger}
        </Line>
        <Line name="Told">
          <button type="button" className="word-button" onClick={() => showTold(value)}>
            All who were told about this value
          </button>{' '}
          {told.length === 0 &&
            (run.hosts.map((host) => defang('domain', host)).join(', ') || 'nobody')}
          {told.map((entry) => (
            <div key={entry.id}>
              <span className="mono">
                {defang('domain', entry.host)}:{entry.port}
              </span>{' '}
              {entry.kind === 'link' && 'link '}
              {ledgerWords(entry)}
            </div>
          ))}
          <RefusedHosts runId={run.id} enricherId={run.enricherId} />
        </Line>
        {settings.length > 0 && (
          <Line name="Settings">
            {settings.map(([name, setting]) => (
              <div key={name} className="mono">
                {name} = {typeof setting === 'string' ? setting : JSON.stringify(setting)}
              </div>
            ))}
          </Line>
        )}
        {problems.length > 0 && (
          <Line name="Problems">
            {problems.map((problem) => (
              <div key={problem}>{problem}</div>
            ))}
          </Line>
        )}
        {run.messages.length > 0 && (
          <Line name="Messages">
            {run.messages.map((message, index) => (
              // Messages may repeat word by word, and never move.
              // oxlint-disable-next-line react/no-array-index-key
              <div key={index} className={`message-${message.level}`}>
                {message.level}: {message.text}
              </div>
            ))}
          </Line>
        )}
      </dl>
      <RawOutputView runId={run.id} />
    </div>
  );
}

function Line({ name, children }: { readonly name: string; readonly children: ReactNode }) {
  return (
    <div>
      <dt>{name}</dt>
      <dd>{children}</dd>
    </div>
  );
}
