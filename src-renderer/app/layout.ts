import type { Layout } from 'react-resizable-panels';
import { recall, remember } from './storage.ts';

/** Percentages by panel id, as the analyst left them. */
export function rememberedLayout(name: string): Layout | undefined {
  const kept = recall(`layout.${name}`);
  if (kept === null) return undefined;
  const layout: Layout = {};
  for (const part of kept.split(' ')) {
    const [id, size] = part.split(':');
    const percent = Number(size);
    if (id === undefined || !(percent > 0)) return undefined;
    layout[id] = percent;
  }
  return layout;
}

export function rememberLayout(name: string, layout: Layout): void {
  const parts = Object.entries(layout).map(([id, size]) => `${id}:${size.toFixed(2)}`);
  remember(`layout.${name}`, parts.join(' '));
}
