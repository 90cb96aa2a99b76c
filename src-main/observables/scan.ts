import type { Find } from '../contract/observable.ts';
import { hashKinds } from './hash-kinds.ts';
import type { NameMemory } from './name-memory.ts';
import type { Reading } from './reading.ts';

/**
 * A find as readers make it: it stands in the text that is being read, `nestedIn` is an index among the finds of the
 * block, and `text`, `field` and `noise` are still to come. find.ts makes it whole in its place, since one object a
 * find is what the speed allows.
 */
export type RawFind = { [Property in keyof Required<Find>]: Find[Property] };

/** What the readers share while one block of text is scanned from left to right. */
export interface Scan extends Pick<NameMemory, 'names' | 'looks'> {
  /** the block, refanged */
  readonly text: string;
  /** the units of `text` */
  readonly units: Uint16Array;
  /** room for the digits of a hash */
  readonly bytes: Buffer;
  readonly finds: RawFind[];
  /** everything before this position belongs to an earlier find */
  claimed: number;
  /** no address with colons begins before this position: one was tried and failed */
  colonsTried: number;
  /** where the last number that was a version ended; 0 before the first */
  versionEnd: number;
  /** numbers like `1.2.3` that lines began with */
  readonly headings: Set<string>;
  /** no path of several words begins before this position */
  pathTried: number;
  /** what separates the cells of a table; ends a URL */
  readonly delimiter: string | null;
  /** true when the stretch was written differently (defanged): it was certainly meant as an observable */
  readonly wasRefanged: (start: number, end: number) => boolean;
}

/** Begins to scan a block. `delimiter` separates the cells of the table that it is a part of, if it is. */
export function newScan(
  reading: Reading,
  { names, looks }: NameMemory,
  delimiter: string | null,
): Scan {
  return {
    text: reading.text,
    units: reading.units,
    bytes: Buffer.alloc(Math.max(...hashKinds.keys())),
    names,
    looks,
    finds: [],
    claimed: 0,
    colonsTried: 0,
    pathTried: 0,
    versionEnd: 0,
    headings: new Set(),
    delimiter,
    wasRefanged: (start, end) => reading.differs(start, end),
  };
}

/** A stretch of word characters joined by single dots. */
export interface Chain {
  readonly start: number;
  readonly end: number;
  readonly dots: number;
  /** bits that any of its units has; dots do not count */
  readonly bits: number;
}

export interface Found {
  readonly type: string;
  readonly value: string;
  readonly start: number;
  readonly end: number;
  readonly why: string;
  readonly port?: number | null;
}

/** Adds a find and claims its stretch. Returns its index, for what is nested in it. */
export function claim(scan: Scan, found: Found): number {
  scan.claimed = Math.max(scan.claimed, found.end);
  return nest(scan, -1, found);
}

/** Adds a find that was read out of another one, or of none at -1. Returns its index. */
export function nest(scan: Scan, parent: number, found: Found): number {
  return scan.finds.push(rawFind(found, parent < 0 ? undefined : parent)) - 1;
}

/** All finds have all properties, in one order: what reads a hundred thousand of them is many times as fast. */
export function rawFind({ type, value, start, end, why, port }: Found, nestedIn?: number): RawFind {
  return {
    type,
    value,
    text: '',
    start,
    end,
    why,
    nestedIn,
    field: undefined,
    noise: undefined,
    port: port ?? undefined,
  };
}
