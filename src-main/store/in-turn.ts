/** Work that is begun one after the other; what nobody waits for any more when its turn comes is not begun. */
export function createTurn(): <T>(
  work: () => Promise<T>,
  signal: AbortSignal | undefined,
) => Promise<T> {
  let before: Promise<unknown> = Promise.resolve();
  return (work, signal) => {
    const mine = before.then(() => {
      signal?.throwIfAborted();
      return work();
    });
    before = mine.catch(() => {});
    return mine;
  };
}
