import { finite } from './finite.ts';
import { listLimits, textLimits } from './limits.ts';
import { isInheritedName, isRecord } from './record.ts';
import { cleanText } from './text.ts';

type Json = string | number | boolean | null | Json[] | { [key: string]: Json };

/**
 * Any value as plain JSON: finite numbers, clean texts, no key that reaches a prototype, bounded in depth and
 * in the number of values. `onCut` is told, once for each kind of cut, what is missing.
 */
export function cleanJson(value: unknown, onCut: (sentence: string) => void): Json {
  let nodes = 0;
  const told = new Set<string>();
  const tell = (sentence: string) => {
    if (told.has(sentence)) return;
    told.add(sentence);
    onCut(sentence);
  };

  const clean = (input: unknown, depth: number): Json => {
    nodes += 1;
    if (typeof input === 'string')
      return cleanText(input, textLimits.value, () => tell('A long text was cut.'));
    if (typeof input === 'number') return finite(input);
    if (typeof input === 'boolean') return input;
    if (typeof input === 'bigint') return input.toString();
    if (typeof input !== 'object' || input === null) return null;
    if (depth >= listLimits.jsonDepth) {
      tell('What is nested too deeply was left out.');
      return '…';
    }
    if (Array.isArray(input)) return cleanList(input, depth);
    return isRecord(input) ? cleanRecord(input, depth) : null;
  };

  const full = () => {
    if (nodes < listLimits.jsonNodes) return false;
    tell('It holds too many values; the rest was left out.');
    return true;
  };

  const cleanList = (input: readonly unknown[], depth: number): Json[] => {
    const list: Json[] = [];
    for (const entry of input) {
      if (full()) break;
      list.push(clean(entry, depth + 1));
    }
    return list;
  };

  const cleanRecord = (input: { readonly [key: string]: unknown }, depth: number) => {
    const record: { [key: string]: Json } = {};
    for (const [key, entry] of Object.entries(input)) {
      if (full()) break;
      if (isInheritedName(key)) tell('A key with a reserved name was left out.');
      else record[cleanKey(key)] = clean(entry, depth + 1);
    }
    return record;
  };

  return clean(value, 0);
}

/** Cleaning must not make a reserved name out of one that was none. */
function cleanKey(key: string): string {
  const name = cleanText(key, textLimits.label);
  return isInheritedName(name) ? `${name}?` : name;
}
