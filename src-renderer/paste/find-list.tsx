import { Button, HTMLSelect, InputGroup } from '@blueprintjs/core';
import { useState } from 'react';
import type { FindEdit } from '../../src-main/contract/paste.ts';
import { observableTypes } from '../../src-main/contract/vocabulary.ts';
import { defang } from '../defang.ts';
import { type DistinctFind, keyOf } from './distinct-finds.ts';

const shownAtOnce = 200;

type Props = {
  readonly finds: readonly DistinctFind[];
  readonly includeNoise: boolean;
  readonly onEdit: (edit: FindEdit) => void;
};

/** The finds of one type: each can be dropped, taken back or given another type. */
export function FindList({ finds, includeNoise, onEdit }: Props) {
  const [filter, setFilter] = useState('');
  const matching = finds.filter((find) => find.value.includes(filter.toLowerCase()));
  return (
    <div className="find-list">
      {finds.length > 12 && (
        <InputGroup
          size="small"
          aria-label="Filter the finds"
          placeholder="Filter"
          value={filter}
          onValueChange={setFilter}
        />
      )}
      <ul>
        {matching.slice(0, shownAtOnce).map((find) => (
          <FindLine key={keyOf(find)} find={find} includeNoise={includeNoise} onEdit={onEdit} />
        ))}
      </ul>
      {matching.length > shownAtOnce && (
        <p className="small muted">{matching.length - shownAtOnce} more. Filter to see them.</p>
      )}
    </div>
  );
}

function FindLine({
  find,
  includeNoise,
  onEdit,
}: { readonly find: DistinctFind } & Pick<Props, 'includeNoise' | 'onEdit'>) {
  const { type, value, asType, dropped, noise } = find;
  const shown = defang(asType, value);
  const types = [...new Set([...observableTypes, type, asType])];
  const out = dropped || (noise !== null && !includeNoise);
  return (
    <li data-out={out}>
      <span className="mono">{shown}</span>
      {find.nested && <span className="small muted">inside another</span>}
      {noise !== null && <span className="small muted">{noise}</span>}
      <HTMLSelect
        aria-label={`Type of ${shown}`}
        value={asType}
        options={types}
        onChange={(event) => onEdit({ type, value, drop: dropped, asType: event.target.value })}
      />
      <Button
        size="small"
        text={dropped ? 'Take back' : 'Drop'}
        aria-label={`${dropped ? 'Take back' : 'Drop'} ${shown}`}
        onClick={() => onEdit({ type, value, drop: !dropped, asType })}
      />
    </li>
  );
}
