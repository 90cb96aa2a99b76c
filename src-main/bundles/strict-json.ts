/** Past these a document is refused before anything in it is believed. */
const maximumBytes = 1024 * 1024;
const maximumDepth = 20;

export type StrictJson =
  | { readonly ok: true; readonly value: unknown }
  | { readonly ok: false; readonly sentence: string; readonly line?: number };

/**
 * JSON as the RFC has it, without what readers disagree on: no byte-order mark, no key twice in one object (what
 * is checked and what is used must be the same), bounded size and depth. Never throws.
 */
export function readStrictJson(text: string): StrictJson {
  if (Buffer.byteLength(text) > maximumBytes) return refused('is larger than 1 MiB.');
  if (text.startsWith('\uFEFF')) {
    return refused('begins with a byte-order mark. Save it as UTF-8 without one.');
  }
  let value: unknown;
  try {
    value = JSON.parse(text);
  } catch (error) {
    const message = error instanceof Error ? error.message : '';
    // V8 names the position in some of its messages only.
    const position = /at position (\d+)/.exec(message)?.[1];
    return refused(
      'is not valid JSON.',
      position === undefined ? undefined : lineAt(text, Number(position)),
    );
  }
  return findStructuralProblem(text) ?? { ok: true, value };
}

/** Walks the tokens of a text that is already known to be valid JSON. */
function findStructuralProblem(text: string): StrictJson | null {
  /** one entry a level: the keys of an object, null for an array */
  const levels: (Set<string> | null)[] = [];
  let keyExpected = false;
  for (let at = 0; at < text.length; at += 1) {
    const character = text[at];
    if (character === '"') {
      const end = endOfString(text, at);
      const keys = levels.at(-1);
      if (keyExpected && keys !== undefined && keys !== null) {
        const key = String(JSON.parse(text.slice(at, end)));
        if (keys.has(key)) return refused(`has the key "${key}" twice.`, lineAt(text, at));
        keys.add(key);
        keyExpected = false;
      }
      at = end - 1;
    } else if (character === '{' || character === '[') {
      levels.push(character === '{' ? new Set() : null);
      keyExpected = character === '{';
      if (levels.length > maximumDepth) {
        return refused(`is nested more than ${maximumDepth} levels deep.`, lineAt(text, at));
      }
    } else if (character === '}' || character === ']') {
      levels.pop();
      keyExpected = false;
    } else if (character === ',') {
      keyExpected = levels.at(-1) instanceof Set;
    }
  }
  return null;
}

/** `start` is at the opening quote; gives the offset after the closing one. */
function endOfString(text: string, start: number): number {
  let at = start + 1;
  while (text[at] !== '"') at += text[at] === '\\' ? 2 : 1;
  return at + 1;
}

function lineAt(text: string, offset: number): number {
  let line = 1;
  for (let at = 0; at < offset; at += 1) if (text[at] === '\n') line += 1;
  return line;
}

function refused(sentence: string, line?: number): StrictJson {
  return { ok: false, sentence, ...(line === undefined ? {} : { line }) };
}
