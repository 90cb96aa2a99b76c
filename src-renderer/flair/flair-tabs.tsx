import { type KeyboardEvent, useRef } from 'react';
import type { Tab } from '../../src-main/contract/paste.ts';
import './flair-tabs.css';

export const overviewTab = 'overview';
export const panelId = 'flair-panel';

export function tabElementId(name: string): string {
  return `flair-tab-${name.replaceAll(/[^A-Za-z0-9_-]/g, '-')}`;
}

type Props = {
  readonly tabs: readonly Tab[];
  readonly chosen: string;
  readonly onChoose: (name: string) => void;
};

/** Overview first, then a tab per enrichment; the badge says what is new about it. */
export function FlairTabs({ tabs, chosen, onChoose }: Props) {
  const list = useRef<HTMLDivElement>(null);
  const names = [overviewTab, ...tabs.map(({ enricherId }) => enricherId)];
  const press = (event: KeyboardEvent) => {
    const at = names.indexOf(chosen);
    const moves: { readonly [key: string]: number } = {
      ArrowRight: (at + 1) % names.length,
      ArrowLeft: (at - 1 + names.length) % names.length,
      Home: 0,
      End: names.length - 1,
    };
    const target = Object.hasOwn(moves, event.key) ? moves[event.key] : undefined;
    const name = target === undefined ? undefined : names[target];
    if (name === undefined) return;
    event.preventDefault();
    onChoose(name);
    list.current?.querySelector<HTMLElement>(`#${tabElementId(name)}`)?.focus();
  };
  const props = (name: string) => ({
    type: 'button' as const,
    role: 'tab',
    id: tabElementId(name),
    'aria-selected': chosen === name,
    'aria-controls': panelId,
    tabIndex: chosen === name ? 0 : -1,
    onClick: () => onChoose(name),
  });
  return (
    <div
      ref={list}
      role="tablist"
      aria-label="Enrichments"
      className="flair-tabs"
      onKeyDown={press}
    >
      <button {...props(overviewTab)}>Overview</button>
      {tabs.map((tab) => (
        <button key={tab.enricherId} {...props(tab.enricherId)}>
          {tab.title}
          {tab.badge !== null && <Badge badge={tab.badge} />}
        </button>
      ))}
    </div>
  );
}

function Badge({ badge }: { readonly badge: NonNullable<Tab['badge']> }) {
  return <span className={`tab-badge tab-badge-${badge}`}>{badge}</span>;
}
