import { Button } from '@blueprintjs/core';
import { Cross, Undo } from '@blueprintjs/icons';
import type { Ref } from 'react';
import type { FindEdit } from '../../src-main/contract/paste.ts';
import { CopyValue } from '../shared/copy-value.tsx';
import { useDefang } from '../shared/defang-style.ts';
import { type DistinctFind, willRun } from './distinct-finds.ts';
import { leftOut, retyped, takenBack, ticked } from './find-edits.ts';
import { TypeChoice } from './type-choice.tsx';

type Props = {
  readonly ref: Ref<HTMLLIElement>;
  readonly index: number;
  readonly count: number;
  /** in pixels from the top of the list */
  readonly top: number;
  readonly find: DistinctFind;
  readonly includeNoise: boolean;
  readonly onEdit: (edits: readonly FindEdit[]) => void;
  readonly onShow: (find: DistinctFind) => void;
};

/** One value: whether it runs, why it is one, where it stands. */
export function FindLine(props: Props) {
  const { ref, index, count, top, find, includeNoise, onEdit, onShow } = props;
  const { asType, type, value, dropped } = find;
  const defang = useDefang();
  const shown = defang(asType, value);
  const details = detailsOf(find).join(' · ');
  return (
    <li
      ref={ref}
      data-index={index}
      data-dropped={dropped}
      aria-setsize={count}
      aria-posinset={index + 1}
      style={{ transform: `translateY(${top}px)` }}
    >
      <input
        type="checkbox"
        data-control="tick"
        aria-label={`Run ${shown}`}
        checked={willRun(find, includeNoise)}
        onChange={(event) => onEdit([ticked(find, event.target.checked, includeNoise)])}
      />
      <div className="find-line-words">
        <button
          type="button"
          data-control="show"
          className="word-button mono"
          title={`Show in the text\n${shown.slice(0, 1000)}`}
          onClick={() => onShow(find)}
        >
          {shown}
        </button>
        {details !== '' && <div className="small muted">{details}</div>}
      </div>
      <TypeChoice
        label={`Type of ${shown}`}
        found={type}
        value={asType}
        onChange={(next) => onEdit([retyped(find, next)])}
      />
      <CopyValue type={asType} value={value} data-control="copy" />
      <Button
        size="small"
        variant="minimal"
        data-control="drop"
        icon={dropped ? <Undo /> : <Cross />}
        aria-label={`${dropped ? 'Take back' : 'Leave out'} ${shown}`}
        title={dropped ? 'Take back' : 'Leave out of the paste'}
        onClick={() => onEdit([dropped ? takenBack(find) : leftOut(find)])}
      />
    </li>
  );
}

function detailsOf({ dropped, noise, nested, why, field, ports, count }: DistinctFind): string[] {
  const details: string[] = [];
  if (dropped) details.push('left out');
  if (noise !== null) details.push(noise);
  if (why !== '') details.push(why);
  else if (nested) details.push('inside another');
  if (field !== null) details.push(field);
  if (ports.length > 0) details.push(`port ${ports.slice(0, 5).join(', ')}`);
  if (count > 1) details.push(`${count} times`);
  return details;
}
