import type { Mark } from '../../src-main/contract/paste.ts';
import { MarkIcon, type MarkKind, markKind } from '../shared/mark-icon.tsx';

const kindWords: { readonly [kind in MarkKind]: string } = {
  ok: 'ok',
  no_data: 'no data',
  error: 'error',
  skipped: 'skipped',
  cancelled: 'cancelled',
  queued: 'queued',
  waiting: 'waiting',
  running: 'running',
};

type Props = {
  readonly marks: readonly Mark[];
  readonly titleOf: (enricherId: string) => string;
};

/** A mark per enricher, always in the same order. */
export function RunMarks({ marks, titleOf }: Props) {
  return (
    <span className="run-marks">
      {marks.map((mark) => {
        const kind = markKind(mark.state, mark.outcome);
        const words = `${titleOf(mark.enricherId)}: ${kindWords[kind]}`;
        return (
          <span
            key={mark.enricherId}
            role="img"
            data-enricher={mark.enricherId}
            aria-label={words}
            title={mark.sentence === '' ? words : `${words}. ${mark.sentence}`}
          >
            <MarkIcon kind={kind} />
          </span>
        );
      })}
    </span>
  );
}
