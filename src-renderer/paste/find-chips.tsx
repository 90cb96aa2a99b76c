import { Button, PopoverNext } from '@blueprintjs/core';
import { useMemo, useRef, useState } from 'react';
import type { FindEdit } from '../../src-main/contract/paste.ts';
import { listedFinds } from '../../src-main/contract/vocabulary.ts';
import { findGroup } from '../shared/find-group.ts';
import { Tick } from '../shared/tick.tsx';
import { type DistinctFind, type FindsOfType, findsByType } from './distinct-finds.ts';
import { FindList } from './find-list.tsx';
import { useChipFocus } from './use-chip-focus.ts';
import './find-chips.css';

/** `none`: no text, or none that has been looked at yet */
export type FindState = 'none' | 'looking' | 'failed' | 'found';

type Props = {
  readonly state: FindState;
  readonly distinct: ReadonlyMap<string, DistinctFind>;
  readonly cut: boolean;
  readonly includeNoise: boolean;
  readonly showNoise: boolean;
  readonly onIncludeNoise: (include: boolean) => void;
  readonly onShowNoise: (show: boolean) => void;
  readonly onEdit: (edits: readonly FindEdit[]) => void;
  readonly onShow: (find: DistinctFind) => void;
  readonly onRetry: () => void;
};

/** What was found, counted by type; a click lists the finds of one type. */
export function FindChips(props: Props) {
  const { state, distinct, cut, includeNoise, showNoise } = props;
  const { onIncludeNoise, onShowNoise, onEdit, onShow, onRetry } = props;
  const chips = useRef<HTMLDivElement>(null);
  const keepFocus = useChipFocus(chips);
  const [reach, setReach] = useState(0);
  const finds = useMemo(() => [...distinct.values()], [distinct]);
  const byType = useMemo(
    () => findsByType(finds, { includeNoise, showNoise }),
    [finds, includeNoise, showNoise],
  );
  const noise = useMemo(() => finds.filter((find) => find.noise !== null).length, [finds]);
  return (
    <div
      ref={chips}
      role="group"
      aria-label="What was found"
      aria-busy={state === 'looking'}
      className="find-chips"
      tabIndex={-1}
    >
      <div className="find-chip-rows">
        {byType.map((ofType) => (
          <PopoverNext
            key={ofType.type}
            placement="right"
            arrow={false}
            middleware={{ offset: reach }}
            // What it held leaves the document a moment later.
            onClosed={() => requestAnimationFrame(keepFocus)}
            content={
              <FindList
                type={ofType.type}
                finds={ofType.finds}
                includeNoise={includeNoise}
                onEdit={onEdit}
                onShow={onShow}
              />
            }
          >
            <button
              type="button"
              className={`find-chip find-dot find-${findGroup(ofType.type)}`}
              data-chip={ofType.type}
              data-idle={ofType.toRun === 0}
              onClick={(event) => setReach(reachOf(event.currentTarget, chips.current))}
            >
              <ChipWords ofType={ofType} />
            </button>
          </PopoverNext>
        ))}
      </div>
      {noise > 0 && (
        <div className="find-noise-choice">
          <button
            type="button"
            className="find-chip noise-chip"
            data-chip="noise"
            aria-pressed={showNoise}
            title={showNoise ? 'Hide noise in the lists and the text' : 'Show noise again'}
            onClick={() => onShowNoise(!showNoise)}
          >
            Show noise ({noise})
          </button>
          <Tick label="Run noise, too" checked={includeNoise} onChange={onIncludeNoise} />
        </div>
      )}
      <FindNotice state={state} cut={cut} count={finds.length} onRetry={onRetry} />
    </div>
  );
}

/** How far a list stands away from its chip so that it begins beside the text, and leaves it to be read. */
function reachOf(chip: Element, chips: Element | null): number {
  const right = chips?.getBoundingClientRect().right ?? 0;
  return Math.max(0, right - chip.getBoundingClientRect().right) + 16;
}

/** `4 domain +2 inside`: what runs; of how many, where some were left out or all are noise; what is listed only. */
function ChipWords({ ofType }: { readonly ofType: FindsOfType }) {
  const { type, finds, toRun, candidates, inside } = ofType;
  const total = candidates > 0 ? candidates : finds.filter(({ noise }) => noise !== null).length;
  return (
    <>
      {toRun === total ? toRun : `${toRun} of ${total}`} {type}
      {inside > 0 && <span className="muted"> +{inside} inside</span>}
    </>
  );
}

function FindNotice({
  state,
  cut,
  count,
  onRetry,
}: Pick<Props, 'state' | 'cut' | 'onRetry'> & { readonly count: number }) {
  switch (state) {
    case 'none':
      return null;
    case 'looking':
      return <p className="find-notice find-looking small muted">Looking for observables …</p>;
    case 'failed':
      return <Button size="small" text="Look through it again" onClick={onRetry} />;
    case 'found':
      if (cut) {
        return (
          <p className="find-notice small muted">
            The first {listedFinds.toLocaleString('en')} finds are listed. More stand in the text,
            and run too.
          </p>
        );
      }
      return count > 0 ? null : (
        <p className="find-notice small muted">
          Nothing to look up stands in this text. Recognised are addresses, domains, URLs, e-mail
          addresses, hashes, CVE and ATT&amp;CK ids, AS and MAC numbers, file names, registry keys,
          message ids and UUIDs, defanged or not.
        </p>
      );
    default:
      return state satisfies never;
  }
}
