import type { Find } from '../../src-main/contract/observable.ts';
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
  const corrections = new Map(edits.map((edit) => [keyOf(edit), edit]));
  const isDropped = (index: number) => {
    const find = finds[index];
    return find === undefined || corrections.get(keyOf(find))?.drop === true;
  };
  const distinct = new Map<string, DistinctFind>();
  for (const find of finds) {
    const key = keyOf(find);
    const nested = find.nestedIn !== undefined && !isDropped(find.nestedIn);
    const before = distinct.get(key);
    distinct.set(
      key,
      before === undefined
        ? firstFind(find, nested, corrections.get(key))
        : {
            ...before,
            noise: find.noise === undefined ? null : before.noise,
            nested: before.nested && nested,
            why: before.nested && !nested ? find.why : before.why,
            field: before.field ?? find.field ?? null,
            ports: withPort(before.ports, find.port),
            count: before.count + 1,
          },
    );
  }
  return distinct;
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
    ports: withPort([], find.port),
    count: 1,
  };
}

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
  const isShown = (find: DistinctFind) =>
    showNoise || find.noise === null || willRun(find, includeNoise);
  const groups = Map.groupBy(finds.filter(isShown), (find) => find.asType);
  return [...groups].map(([type, ofType]) => ({
    type,
    finds: ofType.toSorted((one, other) => rankOf(one) - rankOf(other)),
    toRun: ofType.filter((find) => willRun(find, includeNoise)).length,
    candidates: ofType.filter(
      (find) => runsByItself(find, includeNoise) || willRun(find, includeNoise),
    ).length,
    inside: ofType.filter(
      (find) => find.nested && find.noise === null && !find.dropped && !willRun(find, includeNoise),
    ).length,
  }));
}

function rankOf({ nested, noise }: DistinctFind): number {
  return noise === null ? (nested ? 1 : 0) : 2;
}
