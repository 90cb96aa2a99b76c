import type { PlanLine } from '../../src-main/contract/paste.ts';
import type { ChosenEnrichers, SavedSet } from '../../src-main/contract/settings.ts';

/** The saved set that is chosen; null where ticks are, the usual ones, or a set that was removed meanwhile. */
export function chosenSet(
  chosen: ChosenEnrichers,
  last: ChosenEnrichers,
  sets: readonly SavedSet[],
): SavedSet | null {
  const choice = chosen ?? last;
  if (choice === null || !('set' in choice)) return null;
  return sets.find(({ name }) => name === choice.set) ?? null;
}

/** The ticked enrichers as a set: each for all types that it takes. */
export function setOfTicks(
  name: string,
  ticked: readonly string[],
  enrichers: readonly {
    readonly id: string;
    readonly types: readonly string[];
    readonly effect: string;
  }[],
  sets: readonly SavedSet[],
): SavedSet {
  const members: SavedSet['enrichers'] = {};
  for (const { id, types, effect } of enrichers) {
    // What acts is run by hand only: no set holds it.
    if (!ticked.includes(id) || effect === 'act') continue;
    for (const type of types) members[type] = [...(members[type] ?? []), id];
  }
  return { name: name.trim(), key: freeKey(sets), enrichers: members };
}

/** The lowest digit that chooses no other set. */
function freeKey(sets: readonly SavedSet[]): number | null {
  const taken = new Set(sets.map(({ key }) => key));
  return [1, 2, 3, 4, 5, 6, 7, 8, 9].find((key) => !taken.has(key)) ?? null;
}

/** What is ticked: chosen by hand, or in the set, or usual. */
export function tickedIn(chosen: ChosenEnrichers, lines: readonly PlanLine[]): readonly string[] {
  if (chosen !== null && !('set' in chosen)) return chosen;
  return lines.filter((line) => line.chosen).map((line) => line.enricherId);
}
