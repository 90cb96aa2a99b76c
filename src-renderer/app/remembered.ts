import { useCallback, useState } from 'react';
import { recall, remember } from './storage.ts';

/** A number (an id) that outlives the window. */
export function useRememberedNumber(
  name: string,
): readonly [number | null, (value: number | null) => void] {
  const [value, setValue] = useState(() => {
    const kept = Number(recall(name));
    return Number.isSafeInteger(kept) && kept > 0 ? kept : null;
  });
  const keep = useCallback(
    (next: number | null) => {
      remember(name, next === null ? null : String(next));
      setValue(next);
    },
    [name],
  );
  return [value, keep];
}
