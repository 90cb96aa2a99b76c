/** One of the next requests of an enricher. */
export type Head = { readonly id: number; readonly enricher: number; readonly priority: number };

/**
 * Chooses between enrichers: `heads` are the next requests of each, in its order. Who has the fewest slots comes
 * first, and among those who was served longest ago; nobody gets the last slot while another has something to do.
 */
export function takeInTurn(
  heads: readonly Head[],
  options: {
    readonly limit: number;
    /** slots that each has now */
    readonly taken: ReadonlyMap<number, number>;
    /** from the one that was served longest ago; who is not in it comes before all */
    readonly served: readonly number[];
  },
): number[] {
  const { limit, taken, served } = options;
  const mostOfOne = [...taken.values()].reduce((sum, slots) => sum + slots, limit) - 1;
  const lines = [...Map.groupBy(heads, ({ enricher }) => enricher)].map(([enricher, queue]) => ({
    slots: taken.get(enricher) ?? 0,
    servedAt: served.indexOf(enricher),
    queue: [...queue],
  }));
  const priorityOf = ({ queue }: (typeof lines)[number]) => queue[0]?.priority ?? 0;
  const ids: number[] = [];
  while (ids.length < limit) {
    const [line] = lines
      .filter(({ queue }) => queue.length > 0)
      .sort(
        (one, other) =>
          Number(one.slots >= mostOfOne) - Number(other.slots >= mostOfOne) ||
          priorityOf(other) - priorityOf(one) ||
          one.slots - other.slots ||
          one.servedAt - other.servedAt,
      );
    const head = line?.queue.shift();
    if (line === undefined || head === undefined) break;
    line.slots += 1;
    line.servedAt = served.length + ids.length;
    ids.push(head.id);
  }
  return ids;
}
