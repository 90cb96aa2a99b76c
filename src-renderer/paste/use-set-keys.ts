import { useEffect, useEffectEvent } from 'react';
import type { ChosenEnrichers, SavedSet } from '../../src-main/contract/settings.ts';
import { useOfferCommands } from '../app/commands.ts';

/**
 * Ctrl+Shift with a digit chooses a set, with 0 the usual enrichers, wherever the focus is; the palette offers the
 * same. It runs nothing: the price is shown first. Ctrl or Alt alone with a digit belong to the browser's tabs.
 */
export function useSetKeys(
  isActive: boolean,
  sets: readonly SavedSet[],
  choose: (chosen: ChosenEnrichers) => void,
): void {
  useOfferCommands(
    sets.map(({ name }) => ({ name: `Choose set: ${name}`, run: () => choose({ set: name }) })),
  );
  const press = useEffectEvent((event: KeyboardEvent) => {
    if (!isActive || !event.shiftKey || !(event.ctrlKey || event.metaKey) || event.altKey) return;
    if (document.querySelector('[aria-modal="true"]') !== null) return;
    const digit = /^(?:Digit|Numpad)([0-9])$/.exec(event.code)?.[1];
    if (digit === undefined) return;
    const set = sets.find(({ key }) => key === Number(digit));
    if (set === undefined && digit !== '0') return;
    event.preventDefault();
    choose(set === undefined ? null : { set: set.name });
  });
  useEffect(() => {
    const listen = (event: KeyboardEvent) => press(event);
    document.addEventListener('keydown', listen, true);
    return () => document.removeEventListener('keydown', listen, true);
  }, []);
}
