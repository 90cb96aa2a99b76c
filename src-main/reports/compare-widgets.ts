import type { Widget } from '../contract/report.ts';
import { isRecord } from './record.ts';

/**
 * Widgets other than tables that differ, are new or are gone, by title or type. They are matched by type and
 * title, those without a title by their order.
 */
export function compareWidgets(
  before: readonly Widget[],
  after: readonly Widget[],
  volatile: ReadonlySet<string>,
): string[] {
  const differing: string[] = [];
  const waiting = Map.groupBy(before.filter(isCompared), nameOf);
  for (const widget of after.filter(isCompared)) {
    const old = waiting.get(nameOf(widget))?.shift();
    if (old === undefined || markOf(old, volatile) !== markOf(widget, volatile))
      differing.push(shownName(widget));
  }
  for (const [, gone] of waiting) differing.push(...gone.map(shownName));
  return differing;
}

function isCompared(widget: Widget): boolean {
  return widget.type !== 'table' && widget.type !== 'rule';
}

function nameOf(widget: Widget): string {
  return `${widget.type} ${'title' in widget ? (widget.title ?? '') : ''}`;
}

function shownName(widget: Widget): string {
  if (widget.type === 'text') return widget.item.label ?? 'text';
  return ('title' in widget && widget.title) || widget.type;
}

/** Looks do not count; what bears a volatile name, as a key or as a label, does not either. */
function markOf(widget: Widget, volatile: ReadonlySet<string>): string {
  return JSON.stringify(widget, (key, value: unknown) => {
    if (volatile.has(key) || looks.has(key)) return undefined;
    if (isRecord(value) && typeof value['label'] === 'string' && volatile.has(value['label']))
      return null;
    return value;
  });
}

const looks = new Set(['colour', 'background', 'size', 'weight', 'lines', 'lineBreak']);
