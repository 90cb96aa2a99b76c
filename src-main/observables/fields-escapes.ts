import { type Reading, readAsGiven } from './reading.ts';
import { ReadingBuilder } from './reading-builder.ts';

const controls: ReadonlyMap<string, string> = new Map([
  ['n', '\n'],
  ['r', '\r'],
  ['t', '\t'],
  ['b', ' '],
  ['f', ' '],
]);
const longest = 64;

/** A character of a string and how many units it is written with. */
interface Written {
  readonly by: string;
  readonly length: number;
}

/**
 * The text with the escapes of JSON strings undone: `C:\\Temp\\a.exe`, `https:\/\/evil.example`, `\nevil.example`.
 * `depthAt` tells in how many strings, one in the other, a place stands; it is asked with offsets that never fall.
 */
export function withoutEscapes(text: string, depthAt: (offset: number) => number): Reading {
  const built = new ReadingBuilder(readAsGiven(text));
  let at = text.indexOf('\\');
  while (at >= 0) {
    const depth = depthAt(at);
    const { by, length } = depth > 0 ? characterAt(text, at, depth) : { by: '\\', length: 1 };
    if (length > 1) built.replace({ start: at, end: at + length, by });
    at = text.indexOf('\\', at + length);
  }
  return built.finish();
}

/** The character at `at` of a string in `depth - 1` other strings. */
function characterAt(text: string, at: number, depth: number): Written {
  const first = depth === 0 ? { by: text.charAt(at), length: 1 } : characterAt(text, at, depth - 1);
  if (depth === 0 || first.by !== '\\' || first.length > longest) return first;
  const next = characterAt(text, at + first.length, depth - 1);
  if (next.by === '') return first;
  const length = first.length + next.length;
  const control = controls.get(next.by);
  if (control !== undefined) return { by: control, length };
  if ('"\'\\/'.includes(next.by)) return { by: next.by, length };
  return next.by === 'u' ? (codeAt(text, at, length) ?? first) : first;
}

/** `\u002e`, whose escape is `before` units long without the digits. */
function codeAt(text: string, at: number, before: number): Written | null {
  const hex = text.slice(at + before, at + before + 4);
  if (!/^[0-9a-f]{4}$/iu.test(hex)) return null;
  return { by: String.fromCharCode(Number.parseInt(hex, 16)), length: before + 4 };
}
