import { lineBreaks, type UnitSource } from './tree.ts';

/** Which of 65,536 units behave alike in all patterns, so that a table needs a column for each kind only. */
export interface UnitKinds {
  /** kind of each unit; kind 0 is what no pattern takes */
  readonly kindOf: Uint16Array;
  readonly count: number;
  /** the kinds that a source takes, in the order in which the sources were given */
  readonly kindsOf: readonly (readonly number[])[];
}

/** What one place in a pattern takes. */
export type UnitSet = { readonly source: UnitSource; readonly ignoreCase: boolean };

/** Sorts the units by the sets that hold them. */
export function unitKinds(sets: readonly UnitSet[]): UnitKinds {
  const all = everyUnit();
  const members = sets.map((set) => runsOf(set, all));
  const kindOf = new Uint16Array(0x10000);
  let count = 1;
  for (const runs of members) {
    // What was one kind becomes two: those that are in this set as well, and the rest.
    const split = new Map<number, number>();
    for (const run of runs) {
      for (let at = 0; at < run.length; at++) {
        const unit = run.charCodeAt(at);
        const before = kindOf[unit] ?? 0;
        let kind = split.get(before);
        if (kind === undefined) split.set(before, (kind = count++));
        kindOf[unit] = kind;
      }
    }
  }
  return { kindOf, count, kindsOf: members.map((runs) => kindsIn(runs, kindOf)) };
}

function kindsIn(runs: readonly string[], kindOf: Uint16Array): readonly number[] {
  const kinds = new Set<number>();
  for (const run of runs) {
    for (let at = 0; at < run.length; at++) kinds.add(kindOf[run.charCodeAt(at)] ?? 0);
  }
  return [...kinds];
}

/** The units that a set holds, by asking the machine's own regular expressions once about all of them. */
function runsOf({ source, ignoreCase }: UnitSet, all: string): readonly string[] {
  const flags = ignoreCase ? 'giu' : 'gu';
  if (typeof source === 'string') return all.match(new RegExp(`${source}+`, flags)) ?? [];
  const unit = String.fromCharCode(source);
  if (!ignoreCase) return [unit];
  if (source < 0x80) return [...new Set([unit.toLowerCase(), unit.toUpperCase()])];
  return all.match(new RegExp(unit, flags)) ?? [];
}

/** Surrogates are halves of characters, and no match goes on past its line. */
function everyUnit(): string {
  const units = new Uint16Array(0x10000);
  let length = 0;
  for (let unit = 0; unit < 0x10000; unit++) {
    if ((unit < 0xd800 || unit > 0xdfff) && !lineBreaks.has(unit)) units[length++] = unit;
  }
  return new TextDecoder('utf-16le').decode(units.subarray(0, length));
}
