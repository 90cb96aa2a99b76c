import { Failure } from '../contract/failure.ts';
import type { ChosenEnrichers, SavedSet, Settings } from '../contract/settings.ts';
import type { ConfiguredEnricher } from '../runs/configured.ts';

/** The types that each chosen enricher is asked about, by its id. */
export type Chosen = ReadonlyMap<string, readonly string[]>;

/** What a saved set may hold: what acts is run by hand only, so it is left out even where a set names it. */
type Choosable = Pick<ConfiguredEnricher, 'id' | 'types' | 'effect'>;

export function chosenBy(
  choice: Exclude<ChosenEnrichers, null>,
  { sets }: Pick<Settings, 'sets'>,
  enrichers: readonly Choosable[],
): Chosen {
  if (!('set' in choice)) {
    const ticked = new Set(choice);
    return new Map(
      enrichers.filter(({ id }) => ticked.has(id)).map(({ id, types }) => [id, types]),
    );
  }
  const set = setNamed(choice.set, sets);
  return new Map(
    enrichers.flatMap(({ id, types, effect }) => {
      const taken = types.filter((type) => idsFor(set, type).includes(id));
      return effect === 'act' || taken.length === 0 ? [] : [[id, taken]];
    }),
  );
}

/** By its name, in capital or small letters. */
export function setNamed(name: string, sets: readonly SavedSet[]): SavedSet {
  const set = sets.find((one) => one.name.toLowerCase() === name.toLowerCase());
  if (set !== undefined) return set;
  const known = sets.map((one) => one.name).join(', ');
  throw new Failure(
    'NOT_FOUND',
    `There is no set "${name}". ${known === '' ? 'None is saved yet.' : `Saved are: ${known}.`}`,
  );
}

/** @throws Failure that names what keeps these sets from being kept */
export function checkSets(
  sets: readonly SavedSet[],
  enrichers: readonly Pick<ConfiguredEnricher, 'id' | 'title' | 'effect'>[],
): void {
  const acting = new Map(
    enrichers.filter(({ effect }) => effect === 'act').map(({ id, title }) => [id, title]),
  );
  const names = new Set<string>();
  const keys = new Set<number>();
  for (const { name, key, enrichers: byType } of sets) {
    if (names.has(name.toLowerCase())) {
      throw new Failure('BAD_INPUT', `There is a set "${name}" already. Choose another name.`);
    }
    if (key !== null && keys.has(key)) {
      throw new Failure('BAD_INPUT', `Key ${key} belongs to another set. Choose another one.`);
    }
    names.add(name.toLowerCase());
    if (key !== null) keys.add(key);
    const acts = Object.values(byType)
      .flat()
      .find((id) => acting.has(id));
    if (acts === undefined) continue;
    throw new Failure(
      'BAD_INPUT',
      `${acting.get(acts)} changes something elsewhere: it runs by hand only and belongs in no set.`,
    );
  }
}

function idsFor({ enrichers }: SavedSet, type: string): readonly string[] {
  return Object.hasOwn(enrichers, type) ? (enrichers[type] ?? []) : [];
}
