/** Lets work on the same key be done one piece after the other; on different keys side by side. */
export type Turns = {
  readonly take: <T>(key: string, work: () => Promise<T>) => Promise<T>;
};

export function createTurns(): Turns {
  const last = new Map<string, Promise<unknown>>();
  return {
    take(key, work) {
      const before = last.get(key) ?? Promise.resolve();
      // The next one does not depend on how this one ended.
      const mine = before.then(work, work);
      last.set(key, mine);
      return mine;
    },
  };
}
