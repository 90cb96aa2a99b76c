import { type ReactNode, useState } from 'react';
import type { Related, Report, Tag } from '../../src-main/contract/report.ts';
import { ItemView, ObservableView } from './item-view.tsx';

/** More entries than this wait behind a button. */
const shownAtFirst = 50;

function useFirst<T>(entries: readonly T[]): { shown: readonly T[]; more: ReactNode } {
  const [all, setAll] = useState(false);
  if (all || entries.length <= shownAtFirst) return { shown: entries, more: null };
  const more = (
    <button type="button" className="fb-button" onClick={() => setAll(true)}>
      Show {entries.length - shownAtFirst} more
    </button>
  );
  return { shown: entries.slice(0, shownAtFirst), more };
}

export function TagList({ tags }: { readonly tags: readonly Tag[] }) {
  const { shown, more } = useFirst(tags);
  if (tags.length === 0) return null;
  return (
    <div className="fb-row">
      <ul className="fb-badges" aria-label="Tags">
        {shown.map((tag, index) => (
          <li
            key={index}
            className={`fb-badge fb-level-${tag.level}`}
            title={`level: ${tag.level}`}
          >
            {tag.namespace}:{tag.predicate}
            {tag.value === null || tag.value === '' ? '' : ` = ${String(tag.value)}`}
          </li>
        ))}
      </ul>
      {more}
    </div>
  );
}

export function RelatedList({ related }: { readonly related: readonly Related[] }) {
  const { shown, more } = useFirst(related);
  if (related.length === 0) return null;
  return (
    <section className="fb-widget" aria-label="Related">
      <WidgetTitle title="Related" note={counted(related.length, 'value')} />
      <ul className="fb-related">
        {shown.map((one, index) => (
          <li key={index}>
            <span className="fb-muted fb-related-type">{one.type}</span>
            <ObservableView type={one.type} value={one.value} />
            <span className="fb-muted">{one.relation}</span>
            {one.marking === undefined ? null : (
              <span className="fb-badge">TLP:{one.marking.toUpperCase()}</span>
            )}
          </li>
        ))}
      </ul>
      {more}
    </section>
  );
}

/** Facts are what searches and comparisons read; they show themselves only where a report has no widgets. */
export function FactList({
  facts,
  open,
}: {
  readonly facts: Report['facts'];
  readonly open: boolean;
}) {
  const entries = Object.entries(facts);
  if (entries.length === 0) return null;
  return (
    <details className="fb-facts" open={open}>
      <summary>{counted(entries.length, 'fact')}</summary>
      <dl>
        {entries.map(([name, value]) => (
          <div key={name}>
            <dt>{name}</dt>
            <dd>
              <ItemView item={{ kind: 'String', value }} />
            </dd>
          </div>
        ))}
      </dl>
    </details>
  );
}

export function ProblemList({ problems }: { readonly problems: readonly string[] }) {
  const { shown, more } = useFirst(problems);
  if (problems.length === 0) return null;
  return (
    <section className="fb-note" aria-label="Problems with this report">
      <ul>
        {shown.map((problem, index) => (
          <li key={index}>{problem}</li>
        ))}
      </ul>
      {more}
    </section>
  );
}

type WidgetTitleProps = {
  readonly title: string | undefined;
  readonly note?: string;
  readonly children?: ReactNode;
};

/** The line above a widget: its title, a muted note (how many rows), its controls at the end. */
export function WidgetTitle({ title, note, children }: WidgetTitleProps) {
  if (title === undefined && note === undefined && children === undefined) return null;
  return (
    <div className="fb-widget-title">
      {title === undefined ? null : <h3>{title}</h3>}
      {note === undefined ? null : <span className="fb-muted">{note}</span>}
      {children === undefined ? null : <div className="fb-widget-controls">{children}</div>}
    </div>
  );
}

export function counted(count: number, noun: string): string {
  return `${count.toLocaleString('en')} ${noun}${count === 1 ? '' : 's'}`;
}
