import type { PatternType } from '../contract/settings.ts';
import { bitsAt, Ideograph, Space, Word } from './characters.ts';
import { type Automaton, createAutomaton } from './pattern-types/automaton.ts';
import { type Pattern, placesOf } from './pattern-types/places.ts';
import { readPattern } from './pattern-types/tree.ts';
import { mostWeight, weightOf } from './pattern-types/weight.ts';
import { refang } from './refang.ts';
import { type RawFind, rawFind } from './scan.ts';

/**
 * The types that an admin defined, ready to be looked for.
 *
 * A match is a whole word: no letter or digit stands right before or behind it (scripts that are written without
 * spaces excepted), and it begins and ends with something other than a space. The leftmost match wins, then the
 * longest, then the type that was defined first; matches never overlap. All types are read in one pass, and no unit
 * of the text is looked at more than 256 times, however many types there are and whatever stands in the text.
 *
 * The canonical value is the match as it reads refanged; in lower case where the type ignores case.
 */
export interface PatternTypes {
  readonly has: (type: string) => boolean;
  /** Matches in a text that was refanged, in order. */
  readonly find: (text: string) => RawFind[];
  /** The canonical value of a text, defanged or not, under one of these types; null when it does not match. */
  readonly valueOf: (type: string, text: string) => string | null;
}

/** Definitions that would be refused are passed over: `checkPatternTypes` says why. */
export function compilePatternTypes(definitions: readonly PatternType[]): PatternTypes {
  const types: PatternType[] = [];
  const patterns: Pattern[] = [];
  const known = new Set<string>();
  let weight = 0;
  for (const definition of definitions) {
    const read = readPattern(definition.pattern);
    if (!read.ok) continue;
    const pattern = { tree: read.tree, ignoreCase: definition.ignoreCase === true };
    if (weightOf(pattern) > mostWeight.one) continue;
    weight += weightOf(pattern, known);
    if (weight > mostWeight.all) break;
    types.push(definition);
    patterns.push(pattern);
  }
  const automaton = createAutomaton(placesOf(patterns));

  function whole(text: string): readonly PatternType[] {
    return automaton.whole(text).flatMap((pattern) => types[pattern] ?? []);
  }

  return {
    has: (type) => types.some(({ name }) => name === type),
    find: (text) =>
      wholeWords(automaton, text).flatMap(({ start, end, pattern }) => {
        const type = types[pattern];
        return type === undefined ? [] : [findOf(type, text.slice(start, end), start, end)];
      }),
    valueOf(type, text) {
      for (const written of [text.trim(), refang(text.trim())]) {
        const found = whole(written).find(({ name }) => name === type);
        if (found !== undefined) return canonical(found, written);
      }
      return null;
    },
  };
}

/** Compiles, and keeps the last: a window asks about the same types with every key. */
export function patternTypesMemory(): (definitions: readonly PatternType[]) => PatternTypes {
  let last: { readonly key: string; readonly types: PatternTypes } | null = null;
  return (definitions) => {
    const key = JSON.stringify(definitions);
    if (last?.key !== key) last = { key, types: compilePatternTypes(definitions) };
    return last.types;
  };
}

function findOf(type: PatternType, written: string, start: number, end: number): RawFind {
  const why = `matches the type ${type.name}`;
  return rawFind({ type: type.name, value: canonical(type, written), start, end, why });
}

/** Character by character: what has no lower case of one unit stays, or the value would not match any more. */
function canonical(type: PatternType, written: string): string {
  if (type.ignoreCase !== true) return written;
  return written.replaceAll(/./gsu, (character) => {
    const lower = character.toLowerCase();
    return lower.length === character.length ? lower : character;
  });
}

function wholeWords(automaton: Automaton, text: string): ReturnType<Automaton['search']> {
  const isSpace = (at: number) => (bitsAt(text, at) & Space) !== 0;
  return automaton.search(text, {
    mayStart: (at) => !isSpace(at) && !isGlued(text, at - 1, at),
    mayEnd: (end) => !isSpace(end - 1) && !isGlued(text, end, end - 1),
  });
}

/** Whether the unit `outside` goes on what stands at `inside`: a letter or a digit, of the same kind of script. */
function isGlued(text: string, outside: number, inside: number): boolean {
  const bits = bitsAt(text, outside);
  if ((bits & Word) === 0 || '-_'.includes(text.charAt(outside))) return false;
  return ((bits ^ bitsAt(text, inside)) & Ideograph) === 0;
}
