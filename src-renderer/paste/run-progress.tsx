import { Button, ProgressBar } from '@blueprintjs/core';
import { useQuery } from '@tanstack/react-query';
import { useHost } from '../app/host.ts';
import { useAct } from '../shared/use-act.ts';

/** `23 of 32 runs · 2 wait`, and what an earlier session left behind. */
export function RunProgress() {
  const { client, queries } = useHost();
  const progress = useQuery({
    ...queries.queue.progress.queryOptions(),
    refetchInterval: ({ state }) =>
      state.data !== undefined && state.data.done < state.data.total ? 2000 : false,
  });
  const { act } = useAct();
  if (progress.data === undefined) return null;
  const { total, done, running, queued, waiting, resumable, interrupted } = progress.data;
  const open = running + queued + waiting;
  return (
    <div className="run-progress small muted" role="group" aria-label="Runs">
      {open > 0 && (
        <>
          <ProgressBar
            intent="primary"
            stripes={false}
            value={total === 0 ? 0 : done / total}
            aria-label="Runs done"
          />
          <span>
            {done} of {total} runs
            {waiting > 0 && ` · ${waiting} wait`} ·{' '}
            <button
              type="button"
              className="word-button"
              onClick={() => void act(async () => void (await client.runs.cancel({})))}
            >
              Cancel
            </button>
          </span>
        </>
      )}
      {resumable > 0 && (
        <div className="run-resume">
          <span>{leftWords(resumable, interrupted)}</span>
          <Button
            size="small"
            text={resumable === 1 ? 'Resume 1 run' : `Resume ${resumable} runs`}
            onClick={() => void act(async () => void (await client.queue.resume()))}
          />
          <Button
            size="small"
            variant="minimal"
            text="Discard"
            onClick={() => void act(async () => void (await client.queue.discard()))}
          />
        </div>
      )}
    </div>
  );
}

/** `Left from an earlier session: 11 waited, 3 were interrupted.` */
function leftWords(resumable: number, interrupted: number): string {
  const waited = resumable - interrupted;
  const parts = [];
  if (waited > 0) parts.push(`${waited} waited`);
  if (interrupted > 0)
    parts.push(`${interrupted} ${interrupted === 1 ? 'was' : 'were'} interrupted`);
  return `Left from an earlier session: ${parts.join(', ')}.`;
}
