import type { WorkbenchEvent } from '../contract/events.ts';

/** Long enough to gather a burst of finished runs, short enough to look immediate. */
const gatherMs = 50;

export type Events = {
  readonly paste: (id: number) => void;
  readonly observable: (id: number) => void;
  readonly plain: (type: 'queue' | 'enrichers' | 'settings' | 'everything') => void;
  readonly failure: (sentence: string) => void;
  readonly listen: (listener: (event: WorkbenchEvent) => void) => () => void;
  readonly close: () => void;
};

/** The one event stream. What changes within 50 ms goes out as one event a kind. */
export function createEvents(): Events {
  const listeners = new Set<(event: WorkbenchEvent) => void>();
  const pastes = new Set<number>();
  const observables = new Set<number>();
  const plain = new Set<'queue' | 'enrichers' | 'settings' | 'everything'>();
  let timer: NodeJS.Timeout | null = null;

  function emit(event: WorkbenchEvent): void {
    for (const listener of listeners) listener(event);
  }

  function flush(): void {
    timer = null;
    if (pastes.size > 0) emit({ type: 'pastes', ids: [...pastes] });
    if (observables.size > 0) emit({ type: 'observables', ids: [...observables] });
    for (const type of plain) emit({ type });
    pastes.clear();
    observables.clear();
    plain.clear();
  }

  function later(): void {
    timer ??= setTimeout(flush, gatherMs);
  }

  return {
    paste(id) {
      pastes.add(id);
      later();
    },
    observable(id) {
      observables.add(id);
      later();
    },
    plain(type) {
      plain.add(type);
      later();
    },
    failure: (sentence) => emit({ type: 'failure', sentence }),
    listen(listener) {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
    close() {
      if (timer !== null) clearTimeout(timer);
      listeners.clear();
    },
  };
}
