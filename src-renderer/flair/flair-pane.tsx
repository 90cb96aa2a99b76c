import { Select, WarningSign } from '@blueprintjs/icons';
import { useQuery } from '@tanstack/react-query';
import { useHost } from '../app/host.ts';
import { sentenceOf } from '../transport.ts';
import { FlairBody } from './flair-body.tsx';
import './flair-pane.css';
import { Blank } from '../shared/blank.tsx';

type Props = {
  readonly observableId: number | null;
  /** the paste in which it is read; null from the history */
  readonly pasteId: number | null;
  /** whether single keys mean this pane */
  readonly isActive: boolean;
  /** a run to begin with, instead of the newest good one */
  readonly start?: { readonly enricherId: string; readonly runId: number };
};

export function FlairPane({ observableId, pasteId, isActive, start }: Props) {
  return (
    <section aria-label="Flair pane" className="pane flair-pane">
      {observableId === null ? (
        <Blank
          icon={<Select size={32} />}
          title="No observable selected"
          sentence="Choose a row (or press j) to read what is known about it. Reading never sends anything."
        />
      ) : (
        <ObservableFlair
          observableId={observableId}
          pasteId={pasteId}
          isActive={isActive}
          start={start}
        />
      )}
    </section>
  );
}

function ObservableFlair({
  observableId,
  pasteId,
  isActive,
  start,
}: Omit<Props, 'observableId' | 'start'> & {
  readonly observableId: number;
  readonly start: Props['start'] | undefined;
}) {
  const { queries } = useHost();
  const flair = useQuery({
    ...queries.observables.flair.queryOptions({ input: { observableId, pasteId } }),
    // Events bring changes at once; this mends the picture should one have been missed.
    refetchInterval: ({ state }) =>
      state.data?.tabs.some(({ request }) => request !== null && request.state !== 'done')
        ? 2000
        : false,
  });
  if (flair.data !== undefined) {
    return <FlairBody flair={flair.data} pasteId={pasteId} isActive={isActive} start={start} />;
  }
  if (flair.error === null) return <p className="flair-wait muted">Reading what is known …</p>;
  return (
    <Blank
      icon={<WarningSign size={32} />}
      title="This could not be read"
      sentence={sentenceOf(flair.error)}
    />
  );
}
