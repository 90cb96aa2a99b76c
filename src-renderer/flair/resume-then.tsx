import { useHost } from '../app/host.ts';
import { fullTime } from '../shared/times.ts';
import { useAct } from '../shared/use-act.ts';

type Props = { readonly requestId: number; readonly at: string; readonly title: string };

/** Skipped for a limit that ends: it is asked by itself once that is over. */
export function ResumeThen({ requestId, at, title }: Props) {
  const { client } = useHost();
  const { act } = useAct();
  const resume = () =>
    void act(async () => void (await client.queue.resumeThen({ requestIds: [requestId] })));
  return (
    <button
      type="button"
      className="word-button"
      aria-label={`Resume ${title} then`}
      title={`Ask ${title} at ${fullTime(at)}`}
      onClick={resume}
    >
      Resume then
    </button>
  );
}
