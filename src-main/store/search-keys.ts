import { createHash } from 'node:crypto';
import type { RunFilter } from '../contract/search.ts';

/** What a finished run can be filtered by. */
export type Keyed = {
  /** numbers of the store's own rows */
  readonly enricher: number;
  readonly observable: number;
  readonly type: string;
  readonly outcome: string;
  readonly level: string | null;
  /** as `tagName` writes them */
  readonly tags: readonly string[];
  /** ISO 8601 in UTC */
  readonly endedAt: string;
};

/** What the store's own numbers stand for was looked up by the caller. */
export type KeyFilter = Omit<RunFilter, 'enricherId'> & {
  readonly enricher: number | null;
  readonly observable: number | null;
};

/** The words by which a search is narrowed inside the index itself, so that a filtered page costs no more than others. */
export function keysOf({
  enricher,
  observable,
  type,
  outcome,
  level,
  tags,
  endedAt,
}: Keyed): string {
  return [
    `e${enricher}`,
    `o${observable}`,
    wordOf('t', type),
    wordOf('x', outcome),
    ...(level === null ? [] : [wordOf('v', level)]),
    ...tags.map((tag) => wordOf('g', tag)),
    dayWord(endedAt.slice(0, 7)),
    dayWord(endedAt.slice(0, 10)),
  ].join(' ');
}

/** The words of which a run that passes the filter has all. */
export function keysFor(filter: KeyFilter): string[] {
  const { enricher, observable, type, outcome, level, tag, when } = filter;
  return [
    ...(enricher === null ? [] : [`e${enricher}`]),
    ...(observable === null ? [] : [`o${observable}`]),
    ...(type === undefined ? [] : [wordOf('t', type)]),
    ...(outcome === undefined ? [] : [wordOf('x', outcome)]),
    ...(level === undefined ? [] : [wordOf('v', level)]),
    ...(tag === undefined ? [] : [wordOf('g', tag)]),
    ...(when === undefined ? [] : [dayWord(when)]),
  ];
}

/** A name may hold anything, and a word of the index only letters and digits. */
function wordOf(letter: string, name: string): string {
  return `${letter}${createHash('sha256').update(name).digest('hex').slice(0, 16)}`;
}

/** Of a day, `2026-11-21`, or a month, `2026-11`. */
function dayWord(date: string): string {
  return `d${date.replaceAll('-', '')}`;
}
