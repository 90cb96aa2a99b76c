import { useEffect, useEffectEvent } from 'react';

/** Ctrl+Enter, wherever the focus is, but not in a dialog over all or in a menu. */
export function useEnrichKey(isActive: boolean, enrich: () => void): void {
  const press = useEffectEvent((event: KeyboardEvent) => {
    if (!isActive || event.key !== 'Enter' || !(event.ctrlKey || event.metaKey)) return;
    if (isElsewhere(event.target)) return;
    // Before all others: a button that has the focus would be pressed by it, some only when it is let go.
    event.preventDefault();
    event.stopPropagation();
    document.addEventListener('keyup', swallow, { capture: true, once: true });
    if (!event.repeat) enrich();
  });
  useEffect(() => {
    const listen = (event: KeyboardEvent) => press(event);
    document.addEventListener('keydown', listen, true);
    return () => document.removeEventListener('keydown', listen, true);
  }, []);
}

function swallow(event: KeyboardEvent): void {
  if (event.key === 'Enter') event.stopPropagation();
}

function isElsewhere(target: EventTarget | null): boolean {
  if (document.querySelector('[aria-modal="true"]') !== null) return true;
  return target instanceof Element && target.closest('[role="menu"]') !== null;
}
