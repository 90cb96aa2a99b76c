import { useCallback, useEffect, useState } from 'react';
import { recall, remember, whenFilled } from './storage.ts';

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

/** A choice of how things are shown, over another start, too; off unless it was made. */
export function useRememberedFlag(name: string): readonly [boolean, (value: boolean) => void] {
  const [value, setValue] = useState(() => recall(name) !== null);
  useEffect(() => whenFilled(() => setValue(recall(name) !== null)), [name]);
  const keep = useCallback(
    (next: boolean) => {
      remember(name, next ? 'yes' : null);
      setValue(next);
    },
    [name],
  );
  return [value, keep];
}
