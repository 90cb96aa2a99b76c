import { PopoverNext } from '@blueprintjs/core';
import type { FindEdit } from '../../src-main/contract/paste.ts';
import { findGroup } from '../shared/find-group.ts';
import { type DistinctFind, findsByType } from './distinct-finds.ts';
import { FindList } from './find-list.tsx';
import './find-chips.css';
import { Tick } from '../shared/tick.tsx';

type Props = {
  readonly finds: readonly DistinctFind[];
  readonly cut: boolean;
  readonly includeNoise: boolean;
  readonly onIncludeNoise: ((include: boolean) => void) | null;
  readonly onEdit: (edit: FindEdit) => void;
};

/** What was found, counted by type; a click lists the finds of one type. */
export function FindChips({ finds, cut, includeNoise, onIncludeNoise, onEdit }: Props) {
  const noise = finds.filter((find) => find.noise !== null).length;
  return (
    <div className="find-chips">
      {findsByType(finds).map(([type, ofType]) => {
        const kept = ofType.filter(
          (find) => !find.dropped && (includeNoise || find.noise === null),
        ).length;
        return (
          <PopoverNext
            key={type}
            placement="right"
            content={<FindList finds={ofType} includeNoise={includeNoise} onEdit={onEdit} />}
          >
            <button type="button" className={`find-chip find-${findGroup(type)}`}>
              {kept === ofType.length ? kept : `${kept} of ${ofType.length}`} {type}
            </button>
          </PopoverNext>
        );
      })}
      {cut && <span className="small muted">More stands in the text than is listed.</span>}
      {noise > 0 && onIncludeNoise !== null && (
        <div className="find-noise-choice small">
          <Tick
            label={`Include ${noise} well-known or private`}
            checked={includeNoise}
            onChange={onIncludeNoise}
          />
        </div>
      )}
    </div>
  );
}
