import { type Find, fieldsWith, isPart } from '../../contract/observable.ts';

/** What a paste says of a value, of all its finds that were not left out. */
export type Merged = {
  readonly position: number;
  /** null as soon as one of the finds is none */
  readonly noise: string | null;
  readonly nested: boolean;
  readonly field: string | null;
};

type Placed = Pick<Find, 'why' | 'noise' | 'field' | 'nestedIn'> & {
  readonly ordinal: number;
  /** what it was read out of was left out */
  readonly isAlone: boolean;
};

/** A value counts as noise, or as read out of another one, only if every find of it does. */
export function merge(before: Merged | undefined, find: Placed): Merged {
  const noise = find.noise ?? null;
  const nested = isPart(find) && !find.isAlone;
  if (before === undefined)
    return { position: find.ordinal, noise, nested, field: find.field ?? null };
  return {
    position: before.position,
    noise: noise === null ? null : before.noise,
    nested: before.nested && nested,
    field: fieldsWith(before.field, find.field),
  };
}
