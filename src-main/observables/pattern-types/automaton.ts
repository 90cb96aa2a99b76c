import type { Places } from './places.ts';
import { longestMatch } from './tree.ts';
import { unitKinds } from './units.ts';

/**
 * Reads all patterns at once, one look-up a unit, whatever they are and however many: at any moment it is in one
 * state, which stands for the set of places where the patterns may be (the subset construction). States are
 * worked out when a text first gets there.
 */
export interface Automaton {
  /** The leftmost matches, each as long as it can be; of patterns that end together the first. They do not overlap. */
  readonly search: (text: string, bounds: Bounds) => Match[];
  /** the patterns that take the text as a whole, in their order */
  readonly whole: (text: string) => readonly number[];
  /** Works out every state there is; false when that takes more than `steps`. */
  readonly complete: (steps: number) => boolean;
}

interface Bounds {
  readonly mayStart: (at: number) => boolean;
  readonly mayEnd: (at: number) => boolean;
}

/** `pattern` is its index */
type Match = { readonly start: number; readonly end: number; readonly pattern: number };

/** Rows of the table: from the first nothing matches any more, in the second nothing was read yet. */
const dead = 0;
const unknown = -1;

export function createAutomaton(places: Places): Automaton {
  const { kindOf, count, kindsOf } = unitKinds(places.sets);
  const kindsTaken = kindsOf.map((kinds) => new Set(kinds));
  const taking = places.takes.map((set) => kindsTaken[set]);
  const ending = new Uint8Array(count);
  places.endOf.forEach((pattern, place) => {
    if (pattern >= 0) for (const kind of taking[place] ?? []) ending[kind] = 1;
  });
  /** a column for each kind of unit, and one for the first pattern that ends here, -1 for none */
  const width = count + 1;
  let table = new Int32Array(64 * width);
  const ends: (readonly number[])[] = [];
  const nexts: (readonly number[])[] = [];
  const rows = new Map<string, number>();
  let followed = 0;

  function addRow(at: readonly number[], next: readonly number[]): number {
    const row = ends.length * width;
    if (row === table.length) {
      const larger = new Int32Array(2 * table.length);
      larger.set(table);
      table = larger;
    }
    const ended = new Set(at.map((place) => places.endOf[place] ?? -1));
    ended.delete(-1);
    const patterns = [...ended].toSorted((a, b) => a - b);
    ends.push(patterns);
    nexts.push(next);
    table.fill(unknown, row, row + count);
    table[row + count] = patterns[0] ?? -1;
    return row;
  }

  function workOut(row: number, kind: number): number {
    const at = (nexts[row / width] ?? []).filter((place) => taking[place]?.has(kind));
    const key = at.join();
    let to = rows.get(key);
    if (to === undefined) {
      const following = at.flatMap((place) => places.follow[place] ?? []);
      followed += following.length;
      const next = new Set(following);
      to = addRow(
        at,
        [...next].toSorted((a, b) => a - b),
      );
      rows.set(key, to);
    }
    table[row + kind] = to;
    return to;
  }

  rows.set('', addRow([], []));
  table.fill(dead, dead, count);
  const begin = addRow([], places.first);

  function step(from: number, kind: number): number {
    const to = table[from + kind] ?? dead;
    return to === unknown ? workOut(from, kind) : to;
  }

  let row = begin;
  /** On from `row` while nothing ends and nothing is new; a loop without calls, where hostile texts are read. */
  function stride(kinds: Uint16Array, start: number): number {
    const known = table;
    let from = row;
    let at = start;
    for (; at < kinds.length; at++) {
      const to = known[from + (kinds[at] ?? 0)] ?? dead;
      if (to <= dead || (known[to + count] ?? -1) >= 0) break;
      from = to;
    }
    row = from;
    return at;
  }

  /** The longest match from `start` on, null for none. */
  function longest(kinds: Uint16Array, start: number, mayEnd: Bounds['mayEnd']): Match | null {
    let found: Match | null = null;
    row = begin;
    for (let at = stride(kinds, start); at < kinds.length; at = stride(kinds, at + 1)) {
      row = step(row, kinds[at] ?? 0);
      if (row === dead) break;
      const pattern = table[row + count] ?? -1;
      if (pattern >= 0 && mayEnd(at + 1)) found = { start, end: at + 1, pattern };
    }
    return found;
  }

  function kindsIn(text: string): Uint16Array {
    const kinds = new Uint16Array(text.length);
    for (let at = 0; at < text.length; at++) kinds[at] = kindOf[text.charCodeAt(at)] ?? 0;
    return kinds;
  }

  return {
    search(text, { mayStart, mayEnd }) {
      const matches: Match[] = [];
      const kinds = kindsIn(text);
      let nextEnd = 0;
      for (let at = 0; at < kinds.length; at++) {
        if (table[begin + (kinds[at] ?? 0)] === dead || !mayStart(at)) continue;
        // Where nothing can end within reach nothing need be tried: most hostile texts are over with here.
        nextEnd = Math.max(nextEnd, at);
        while (
          nextEnd < kinds.length &&
          !(ending[kinds[nextEnd] ?? 0] === 1 && mayEnd(nextEnd + 1))
        )
          nextEnd++;
        if (nextEnd - at >= longestMatch) continue;
        const match = longest(kinds, at, mayEnd);
        if (match === null) continue;
        matches.push(match);
        at = match.end - 1;
      }
      return matches;
    },
    whole(text) {
      const last = kindsIn(text).reduce(step, begin);
      return ends[last / width] ?? [];
    },
    complete(steps) {
      let taken = 0;
      for (let state = begin / width; state < nexts.length; state++) {
        for (let kind = 0; kind < count; kind++) {
          taken += 1 + (nexts[state]?.length ?? 0);
          if (taken + followed > steps) return false;
          workOut(state * width, kind);
        }
      }
      return true;
    },
  };
}
