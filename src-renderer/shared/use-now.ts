import { useSyncExternalStore } from 'react';

const step = 15_000;

/** The time in steps of fifteen seconds, so that ages stay true on the screen. */
export function useNow(): number {
  return useSyncExternalStore(subscribe, () => Math.floor(Date.now() / step) * step + step - 1);
}

function subscribe(listener: () => void): () => void {
  const timer = setInterval(listener, step);
  return () => clearInterval(timer);
}
