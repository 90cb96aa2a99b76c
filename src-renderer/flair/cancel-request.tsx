import { useHost } from '../app/host.ts';
import { useAct } from '../shared/use-act.ts';

type Props = {
  readonly id: number;
  readonly title: string;
};

/** Ends one that is queued, waits or runs; what it printed is kept. */
export function CancelRequest({ id, title }: Props) {
  const { client } = useHost();
  const { act } = useAct();
  return (
    <button
      type="button"
      className="word-button"
      aria-label={`Cancel ${title}`}
      onClick={() => void act(async () => void (await client.runs.cancel({ requestIds: [id] })))}
    >
      Cancel
    </button>
  );
}
