import { type RefObject, useCallback, useEffect, useRef } from 'react';

/**
 * The chip that had the focus (`data-chip`) has it again after its list has closed, and after a paste that was
 * just submitted has put other chips in the place of those of the draft; where it is gone, all of them have it.
 */
export function useChipFocus(chips: RefObject<HTMLElement | null>): () => void {
  const held = useRef<string | null>(null);
  useEffect(() => {
    const follow = ({ target }: Event) => {
      if (!(target instanceof Element)) return;
      const chip = target.closest<HTMLElement>('[data-chip]');
      if (chip !== null) held.current = chip.dataset['chip'] ?? null;
      else if (target.closest('.find-chips, .bp6-portal') === null) held.current = null;
    };
    document.addEventListener('focusin', follow);
    document.addEventListener('pointerdown', follow);
    return () => {
      document.removeEventListener('focusin', follow);
      document.removeEventListener('pointerdown', follow);
    };
  }, []);
  const keep = useCallback(() => {
    const { activeElement } = document;
    if (held.current === null) return;
    if (activeElement !== document.body && activeElement !== chips.current) return;
    const chip = chips.current?.querySelector<HTMLElement>(
      `[data-chip="${CSS.escape(held.current)}"]`,
    );
    (chip ?? chips.current)?.focus();
  }, [chips]);
  useEffect(keep);
  return keep;
}
