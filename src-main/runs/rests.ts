/**
 * Enrichers whose source takes one request after the other: while one of them waits for its turn, the others stay in
 * the queue, in their order. So whoever comes later stands before the rest of a large paste here, too.
 */
export function createRests(now: () => number) {
  const rests = new Map<string, { readonly since: number; readonly until: number }>();

  return {
    rest(enricherId: string, until: number): void {
      rests.set(enricherId, { since: now(), until });
    },
    /** The enrichers that rest now. On a clock that went back nobody can tell for how long: they do not. */
    now(): string[] {
      const time = now();
      for (const [id, { since, until }] of rests) {
        if (until <= time || time < since) rests.delete(id);
      }
      return [...rests.keys()];
    },
  };
}
