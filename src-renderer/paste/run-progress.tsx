import { Button, ProgressBar } from '@blueprintjs/core';
import { useQuery } from '@tanstack/react-query';
import { progressWords } from '../../src-main/contract/progress.ts';
import { useHost } from '../app/host.ts';
import { usePlaces } from '../app/places.ts';
import { useAct } from '../shared/use-act.ts';
import { useNow } from '../shared/use-now.ts';

/** `34 of 120 done · about 2 min left` of the open paste, the rest beside it, and what an earlier session left. */
export function RunProgress() {
  const { client, queries } = useHost();
  const { pasteId } = usePlaces();
  const now = useNow();
  const progress = useQuery({
    ...queries.queue.progress.queryOptions({ input: { pasteId } }),
    refetchInterval: ({ state }) =>
      state.data !== undefined && state.data.open + state.data.others > 0 ? 2000 : false,
    placeholderData: (before) => before,
  });
  const { act } = useAct();
  if (progress.data === undefined) return null;
  const { total, done, open, others, resumable, interrupted } = progress.data;
  const cancel = (which: { readonly pasteId?: number }) =>
    void act(async () => void (await client.runs.cancel(which)));
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
            {progressWords(progress.data, now)} ·{' '}
            <button
              type="button"
              className="word-button"
              onClick={() => cancel(pasteId === null ? {} : { pasteId })}
            >
              {pasteId === null ? 'Cancel all' : 'Cancel'}
            </button>
          </span>
        </>
      )}
      {others > 0 && (
        <span>
          {open > 0 ? 'and ' : ''}
          {others} of other pastes ·{' '}
          <button type="button" className="word-button" onClick={() => cancel({})}>
            Cancel all
          </button>
        </span>
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
