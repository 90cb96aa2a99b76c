import type { Virtualizer } from '@tanstack/react-virtual';
import { type KeyboardEvent, type RefObject, useEffect } from 'react';

type List = Virtualizer<HTMLDivElement, Element>;

/**
 * The arrow keys, Home and End move from line to line, and stay on the same control (`data-control`). The focus
 * comes into the list when it opens, and stays there when the line that had it has gone.
 */
export function useLineKeys(
  list: RefObject<HTMLElement | null>,
  virtualizer: List,
  count: number,
): (event: KeyboardEvent) => void {
  useEffect(() => {
    (list.current?.querySelector<HTMLElement>('input[type="text"]') ?? list.current)?.focus();
  }, [list]);
  useEffect(() => {
    if (document.activeElement === document.body) list.current?.focus();
  });

  const focus = (index: number, control: string) => {
    const found = list.current?.querySelector<HTMLElement>(
      `[data-index="${index}"] [data-control="${control}"]`,
    );
    found?.focus();
    return found instanceof HTMLElement;
  };
  return (event) => {
    const from = event.target;
    if (!(from instanceof HTMLElement) || from instanceof HTMLSelectElement) return;
    const line = from.closest<HTMLElement>('[data-index]');
    const index = indexAfter(
      event.key,
      line === null ? null : Number(line.dataset['index']),
      count,
    );
    if (index === null) return;
    event.preventDefault();
    const control = line === null ? 'tick' : (from.dataset['control'] ?? 'tick');
    virtualizer.scrollToIndex(index);
    if (!focus(index, control)) requestAnimationFrame(() => focus(index, control));
  };
}

/** From outside of the lines only the way down leads into them: Home and End are the filter's. */
function indexAfter(key: string, line: number | null, count: number): number | null {
  if (line === null) return key === 'ArrowDown' && count > 0 ? 0 : null;
  switch (key) {
    case 'ArrowDown':
      return line + 1 < count ? line + 1 : null;
    case 'ArrowUp':
      return line > 0 ? line - 1 : null;
    case 'Home':
      return 0;
    case 'End':
      return count - 1;
    default:
      return null;
  }
}
