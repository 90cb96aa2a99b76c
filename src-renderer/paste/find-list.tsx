import { Button, InputGroup } from '@blueprintjs/core';
import { useVirtualizer } from '@tanstack/react-virtual';
import { useCallback, useMemo, useRef, useState } from 'react';
import { defang } from '../../src-main/contract/defang.ts';
import type { FindEdit } from '../../src-main/contract/paste.ts';
import { CopyValues } from '../shared/copy-value.tsx';
import { useDefangStyle } from '../shared/defang-style.ts';
import { type DistinctFind, keyOf } from './distinct-finds.ts';
import { leftOut, takenBack, ticked } from './find-edits.ts';
import { FindLine } from './find-line.tsx';
import { useLineKeys } from './use-line-keys.ts';
import './find-list.css';

const lineHeight = 44;
const filteredPast = 8;

type Props = {
  readonly type: string;
  readonly finds: readonly DistinctFind[];
  readonly includeNoise: boolean;
  readonly onEdit: (edits: readonly FindEdit[]) => void;
  readonly onShow: (find: DistinctFind) => void;
};

/** The finds of one type: each, or all that the filter leaves, can be ticked, left out or given another type. */
export function FindList({ type, finds, includeNoise, onEdit, onShow }: Props) {
  const style = useDefangStyle();
  const [filter, setFilter] = useState('');
  const list = useRef<HTMLElement>(null);
  const scroller = useRef<HTMLDivElement>(null);
  const matching = useMemo(
    () =>
      filter === ''
        ? finds
        : finds.filter((find) => matches(find, filter, defang({ type, value: find.value }, style))),
    [filter, finds, style, type],
  );
  const copied = useMemo(() => matching.map(({ value }) => ({ type, value })), [matching, type]);
  const virtualizer = useVirtualizer<HTMLDivElement, Element>({
    count: matching.length,
    getScrollElement: () => scroller.current,
    getItemKey: useCallback(
      (index: number) => keyOf(matching[index] ?? { type, value: String(index) }),
      [matching, type],
    ),
    estimateSize: () => lineHeight,
    overscan: 8,
  });

  const press = useLineKeys(list, virtualizer, matching.length);
  const which = filter === '' ? 'all' : `these ${matching.length}`;
  const allDropped = matching.length > 0 && matching.every(({ dropped }) => dropped);
  const tickAll = (include: boolean) =>
    onEdit(matching.map((find) => ticked(find, include, includeNoise)));
  return (
    <section
      ref={list}
      aria-label={`Finds of type ${type}`}
      className="find-list"
      tabIndex={-1}
      onKeyDown={press}
    >
      <div className="find-list-head">
        {finds.length > filteredPast && (
          <InputGroup
            size="small"
            aria-label="Filter the finds"
            placeholder={`Filter ${finds.length} finds`}
            value={filter}
            onValueChange={setFilter}
          />
        )}
        <Button
          size="small"
          variant="minimal"
          text={`Tick ${which}`}
          onClick={() => tickAll(true)}
        />
        <Button
          size="small"
          variant="minimal"
          text={`Untick ${which}`}
          onClick={() => tickAll(false)}
        />
        <Button
          size="small"
          variant="minimal"
          text={`${allDropped ? 'Take back' : 'Leave out'} ${which}`}
          onClick={() => onEdit(matching.map(allDropped ? takenBack : leftOut))}
        />
        <CopyValues values={copied} />
      </div>
      <div ref={scroller} className="find-list-lines">
        <ul style={{ height: virtualizer.getTotalSize() }}>
          {virtualizer.getVirtualItems().map(({ index, key, start }) => {
            const find = matching[index];
            return (
              find !== undefined && (
                <FindLine
                  key={key}
                  ref={virtualizer.measureElement}
                  index={index}
                  count={matching.length}
                  top={start}
                  find={find}
                  includeNoise={includeNoise}
                  onEdit={onEdit}
                  onShow={onShow}
                />
              )
            );
          })}
        </ul>
      </div>
      {matching.length === 0 && <p className="small muted">No find matches the filter.</p>}
    </section>
  );
}

function matches(
  { value, noise, field, why }: DistinctFind,
  filter: string,
  shown: string,
): boolean {
  const sought = filter.trim().toLowerCase();
  return [value, shown, noise, field, why].some(
    (part) => part?.toLowerCase().includes(sought) === true,
  );
}
