import { Button } from '@blueprintjs/core';
import { useEffect, useId, useRef } from 'react';
import type { Find } from '../../src-main/contract/observable.ts';
import type { FindEdit } from '../../src-main/contract/paste.ts';
import { CopyValue } from '../shared/copy-value.tsx';
import { useDefang } from '../shared/defang-style.ts';
import { findGroup } from '../shared/find-group.ts';
import { Tick } from '../shared/tick.tsx';
import { type DistinctFind, willRun } from './distinct-finds.ts';
import { leftOut, retyped, takenBack, ticked } from './find-edits.ts';
import { TypeChoice } from './type-choice.tsx';
import './find-card.css';

type Props = {
  /** the one that the card points at */
  readonly find: Find;
  readonly distinct: DistinctFind;
  /** what was read out of it, and what it was read out of */
  readonly inside: readonly { readonly find: Find; readonly distinct: DistinctFind }[];
  readonly parent: Find | null;
  readonly includeNoise: boolean;
  /** the card takes the focus */
  readonly takesFocus: boolean;
  readonly onEdit: (edits: readonly FindEdit[]) => void;
  readonly onNext: () => void;
  readonly onClose: () => void;
};

/** What is known of a find before anybody is asked, and what one can do with it. */
export function FindCard(props: Props) {
  const { find, distinct, inside, parent, includeNoise, takesFocus, onEdit, onNext, onClose } =
    props;
  const { asType, dropped, count } = distinct;
  const defang = useDefang();
  const card = useRef<HTMLDivElement>(null);
  const name = useId();
  useEffect(() => {
    if (takesFocus) card.current?.focus();
  }, [takesFocus]);
  const shown = defang(asType, find.value);
  return (
    <div
      ref={card}
      role="dialog"
      aria-labelledby={name}
      className="find-card"
      tabIndex={-1}
      onKeyDown={(event) => {
        if (event.key !== 'Escape') return;
        event.preventDefault();
        onClose();
      }}
    >
      <div className="find-card-head">
        <div id={name}>
          <span className={`find-dot find-${findGroup(asType)}`}>{asType}</span>
          <div className="find-card-value mono">{shown}</div>
        </div>
        <CopyValue type={asType} value={find.value} />
      </div>
      <CardFacts find={find} distinct={distinct} parent={parent} />
      {inside.length > 0 && (
        <ul className="find-card-inside" aria-label="Inside it">
          {inside.map((one) => (
            <li key={one.find.start}>
              <Tick
                label={`${one.distinct.asType} ${defang(one.distinct.asType, one.find.value)}`}
                checked={willRun(one.distinct, includeNoise)}
                onChange={(include) => onEdit([ticked(one.distinct, include, includeNoise)])}
              />
              <span className="small muted">{one.distinct.noise ?? one.find.why}</span>
            </li>
          ))}
        </ul>
      )}
      <div className="find-card-actions">
        <Tick
          label="Run"
          checked={willRun(distinct, includeNoise)}
          onChange={(include) => onEdit([ticked(distinct, include, includeNoise)])}
        />
        <span aria-hidden="true">as</span>
        <TypeChoice
          label="Find as"
          found={distinct.type}
          value={asType}
          onChange={(type) => onEdit([retyped(distinct, type)])}
        />
        <Button
          size="small"
          text={dropped ? 'Take back' : 'Leave out'}
          onClick={() => onEdit([dropped ? takenBack(distinct) : leftOut(distinct)])}
        />
        {count > 1 && (
          <Button
            size="small"
            text={`Next of ${count}`}
            aria-label={`Next of ${count} occurrences`}
            onClick={onNext}
          />
        )}
      </div>
    </div>
  );
}

function CardFacts({
  find,
  distinct: { type, asType, dropped, noise },
  parent,
}: Pick<Props, 'find' | 'distinct' | 'parent'>) {
  const defang = useDefang();
  const facts: (readonly [string, string])[] = [];
  if (find.why !== '') facts.push(['Why', find.why]);
  if (asType !== type) facts.push(['Found as', type]);
  if (parent !== null) facts.push(['Inside', defang(parent.type, parent.value)]);
  if (find.field !== undefined) facts.push(['Field', find.field]);
  if (find.port !== undefined) facts.push(['Port', String(find.port)]);
  if (noise !== null) facts.push(['Noise', `${noise}: listed, and run only if ticked`]);
  if (dropped) facts.push(['Left out', 'not part of the paste']);
  return (
    <dl className="find-card-facts">
      {facts.map(([name, value]) => (
        <div key={name}>
          <dt>{name}</dt>
          <dd>{value}</dd>
        </div>
      ))}
    </dl>
  );
}
