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
            <ItemView item={item} />
          </li>
        ))}
      </ul>
    </section>
  );
}
