import { type Find, fieldsWith, isPart } from '../../src-main/contract/observable.ts';
import type { FindEdit } from '../../src-main/contract/paste.ts';

/** One value of the text, with what the analyst corrected laid over it. */
export type DistinctFind = {
  /** as found, before the analyst corrected it */
  readonly type: string;
  readonly value: string;
  readonly asType: string;
  readonly dropped: boolean;
  /** ticked or not by hand; undefined: as noise and nesting have it */
  readonly include: boolean | undefined;
  /** only where each of its finds is noise; what was given another type is none */
  readonly noise: string | null;
  /** each of its finds was read out of another one that stays */
  readonly nested: boolean;
  readonly why: string;
  readonly field: string | null;
  readonly ports: readonly number[];
  readonly count: number;
};

export function keyOf({ type, value }: { readonly type: string; readonly value: string }): string {
  return `${type} ${value}`;
}

/** Each (type, value) once, by key, in the order of the text. */
export function distinctFinds(
  finds: readonly Find[],
  edits: readonly FindEdit[],
): ReadonlyMap<string, DistinctFind> {
  const distinct: DistinctFinds = new Map();
  addDistinct(distinct, finds, 0, new Map(edits.map((edit) => [keyOf(edit), edit])));
  return distinct;
}

/** While they are put together, a page of finds at a time. */
export type DistinctFinds = Map<
  string,
  { -readonly [name in keyof DistinctFind]: DistinctFind[name] }
>;

/** Adds the finds from the index `from` on; what stands before it was added before. */
export function addDistinct(
  distinct: DistinctFinds,
  finds: readonly Find[],
  from: number,
  corrections: ReadonlyMap<string, FindEdit>,
): void {
  const isDropped = (index = -1) => {
    const find = finds[index];
    return find === undefined || corrections.get(keyOf(find))?.drop === true;
  };
  for (let index = from; index < finds.length; index += 1) {
    const find = finds[index];
    if (find === undefined) continue;
    const key = keyOf(find);
    const nested = isPart(find) && !isDropped(find.nestedIn);
    const known = distinct.get(key);
    if (known === undefined) {
      distinct.set(key, firstFind(find, nested, corrections.get(key)));
      continue;
    }
    if (find.noise === undefined) known.noise = null;
    if (known.nested && !nested) {
      known.nested = false;
      known.why = find.why;
    }
    known.field = fieldsWith(known.field, find.field);
    known.ports = withPort(known.ports, find.port);
    known.count += 1;
  }
}

function firstFind(find: Find, nested: boolean, edit: FindEdit | undefined): DistinctFind {
  const asType = edit?.asType ?? find.type;
  return {
    type: find.type,
    value: find.value,
    asType,
    dropped: edit?.drop === true,
    include: edit?.include,
    noise: asType === find.type ? (find.noise ?? null) : null,
    nested,
    why: find.why,
    field: find.field ?? null,
    ports: withPort(noPorts, find.port),
    count: 1,
  };
}

const noPorts: readonly number[] = [];

function withPort(ports: readonly number[], port: number | undefined): readonly number[] {
  return port === undefined || ports.includes(port) ? ports : [...ports, port];
}

/** What `Enrich` would do with it if nobody had ticked or unticked it. */
export function runsByItself(
  { noise, nested }: Pick<DistinctFind, 'noise' | 'nested'>,
  includeNoise: boolean,
): boolean {
  return (includeNoise || noise === null) && !nested;
}

/** Whether `Enrich` runs it. */
export function willRun(find: DistinctFind, includeNoise: boolean): boolean {
  return !find.dropped && (find.include ?? runsByItself(find, includeNoise));
}

export type FindsOfType = {
  readonly type: string;
  /** as the list shows them: what stands alone, what was read out of another, noise */
  readonly finds: readonly DistinctFind[];
  readonly toRun: number;
  /** those that would run if nobody had corrected anything, and those that will */
  readonly candidates: number;
  /** read out of another one, and listed only */
  readonly inside: number;
};

/** By type as corrected; dropped ones keep their place, so that they can be taken back. */
export function findsByType(
  finds: readonly DistinctFind[],
  { includeNoise, showNoise }: { readonly includeNoise: boolean; readonly showNoise: boolean },
): readonly FindsOfType[] {
  const groups = new Map<string, Group>();
  for (const find of finds) {
    const runs = willRun(find, includeNoise);
    if (find.noise !== null && !showNoise && !runs) continue;
    const group = groups.get(find.asType) ?? emptyGroup();
    groups.set(find.asType, group);
    group.byRank[rankOf(find)]?.push(find);
    if (runs) group.toRun += 1;
    if (runs || runsByItself(find, includeNoise)) group.candidates += 1;
    if (find.nested && find.noise === null && !find.dropped && !runs) group.inside += 1;
  }
  return [...groups].map(([type, { byRank, ...counts }]) => ({
    type,
    finds: byRank.flat(),
    ...counts,
  }));
}

type Group = {
  /** what stands alone, what was read out of another, noise */
  readonly byRank: readonly DistinctFind[][];
  toRun: number;
  candidates: number;
  inside: number;
};

const emptyGroup = (): Group => ({ byRank: [[], [], []], toRun: 0, candidates: 0, inside: 0 });

function rankOf({ nested, noise }: DistinctFind): number {
  return noise === null ? (nested ? 1 : 0) : 2;
}
