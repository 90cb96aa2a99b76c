import { useCallback, useState } from 'react';

/** Layout and places only: never what was pasted, which belongs to the data folder alone. */
const prefix = 'flairbench.';

export function recall(name: string): string | null {
  return localStorage.getItem(prefix + name);
}

export function remember(name: string, value: string | null): void {
  if (value === null) localStorage.removeItem(prefix + name);
  else localStorage.setItem(prefix + name, value);
}

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
