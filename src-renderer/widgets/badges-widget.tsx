import type { Item } from '../../src-main/contract/report.ts';
import { ItemView } from './item-view.tsx';
import { WidgetTitle } from './report-parts.tsx';

type BadgesProps = { readonly title: string | undefined; readonly items: readonly Item[] };

export function BadgesWidget({ title, items }: BadgesProps) {
  if (items.length === 0) return null;
  return (
    <section className="fb-widget" aria-label={title ?? 'Badges'}>
      <WidgetTitle title={title} />
      <ul className="fb-badges">
        {items.map((item, index) => (
          <li key={index} className="fb-badge">
            <Badge item={item} />
          </li>
        ))}
      </ul>
    </section>
  );
}

/** A label says what the value is (`Country Germany`); only a link's label stands in its place. */
function Badge({ item }: { readonly item: Item }) {
  const { label, ...value } = item;
  if (label === undefined || item.kind === 'Link') return <ItemView item={item} />;
  return (
    <>
      <span className="fb-muted">{label}</span>
      <ItemView item={value} />
    </>
  );
}
