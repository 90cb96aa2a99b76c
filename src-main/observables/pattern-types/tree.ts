import { type AST, RegExpParser } from '@eslint-community/regexpp';
import { type PatternRefusal, refusalAt, syntaxRefusal } from './syntax.ts';

/** The longest match, in UTF-16 units. */
export const longestMatch = 256;

/** A pattern that was read: nothing in it repeats without end, looks around or refers back. */
export type Tree = Lengths &
  (
    | { readonly kind: 'unit'; readonly source: UnitSource }
    | { readonly kind: 'sequence' | 'choice'; readonly parts: readonly Tree[] }
    | { readonly kind: 'repeat'; readonly part: Tree; readonly min: number; readonly max: number }
  );
type Lengths = { readonly shortest: number; readonly longest: number };

/** One UTF-16 unit: a character by its code, or what a class such as `[a-z]`, `\d` or `.` holds, as written. */
export type UnitSource = number | string;

export type ReadPattern =
  | { readonly ok: true; readonly tree: Tree }
  | { readonly ok: false; readonly refusal: PatternRefusal };

/**
 * Reads a pattern in the syntax of JavaScript's regular expressions (flag `u`). Whatever could run away, or means
 * nothing where each match is a whole word on one line, is refused with the reason. Never throws.
 */
export function readPattern(pattern: string): ReadPattern {
  try {
    const parser = new RegExpParser({ ecmaVersion: 2025 });
    const tree = choice(parser.parsePattern(pattern, 0, pattern.length, { unicode: true }));
    return checkLengths(tree);
  } catch (error) {
    if (error instanceof Refused) return { ok: false, refusal: error.refusal };
    if (error instanceof SyntaxError && 'index' in error && typeof error.index === 'number') {
      return { ok: false, refusal: syntaxRefusal(pattern, error.message, error.index) };
    }
    throw error;
  }
}

/** Ends the reading; never leaves this file. */
class Refused extends Error {
  readonly refusal: PatternRefusal;

  constructor({ start, raw }: Pick<AST.Node, 'start' | 'raw'>, rest: string) {
    super(rest);
    this.refusal = refusalAt(start, raw, rest);
  }
}

function checkLengths(tree: Tree): ReadPattern {
  const refused = (sentence: string): ReadPattern => ({
    ok: false,
    refusal: { sentence, at: null },
  });
  if (tree.shortest === 0) {
    return refused(
      'The pattern matches the empty text too: at least one character has to be there.',
    );
  }
  if (tree.longest > longestMatch) {
    return refused(
      `A match could be ${tree.longest.toLocaleString('en')} characters long, and ${longestMatch} are allowed: make the repeats shorter.`,
    );
  }
  return { ok: true, tree };
}

function choice({ alternatives }: { readonly alternatives: readonly AST.Alternative[] }): Tree {
  const parts = alternatives.map(({ elements }) => sequence(elements.map(element)));
  const [only] = parts;
  if (parts.length === 1 && only !== undefined) return only;
  return {
    kind: 'choice',
    parts,
    shortest: Math.min(...parts.map((part) => part.shortest)),
    longest: Math.max(...parts.map((part) => part.longest)),
  };
}

function sequence(parts: readonly Tree[]): Tree {
  return {
    kind: 'sequence',
    parts,
    shortest: parts.reduce((sum, part) => sum + part.shortest, 0),
    longest: parts.reduce((sum, part) => sum + part.longest, 0),
  };
}

function element(node: AST.Element): Tree {
  switch (node.type) {
    case 'Character':
      return unit(character(node));
    case 'CharacterSet':
      return unit(node.raw);
    case 'CharacterClass':
      return unit(characterClass(node));
    case 'CapturingGroup':
      return choice(node);
    case 'Group':
      if (node.modifiers === null) return choice(node);
      throw new Refused(
        { start: node.start, raw: `(?${node.modifiers.raw}:` },
        'changes the rules within the pattern, which cannot be done: ignoring case holds for the whole of it.',
      );
    case 'Quantifier':
      return repeat(node);
    case 'Assertion':
      return refuseAssertion(node);
    case 'Backreference':
      throw new Refused(node, 'refers back to a group: write out what it stands for.');
    default:
      throw new Refused(node, 'combines classes, which cannot be done here.');
  }
}

const unit = (source: UnitSource): Tree => ({
  kind: 'unit',
  source,
  shortest: 1,
  longest: 1,
});

/** A match stands on one line, so no pattern takes these. */
export const lineBreaks: ReadonlySet<number> = new Set([0x0a, 0x0d, 0x2028, 0x2029]);

function character(node: AST.Character): number {
  const { value } = node;
  if (lineBreaks.has(value)) {
    throw new Refused(node, 'is a line break: a match stands on one line.');
  }
  refuseBeyond(node);
  return value;
}

/** Everything is counted in UTF-16 units, and a pair of surrogates is two. */
function refuseBeyond(node: AST.Character): void {
  if (node.value <= 0xffff && (node.value < 0xd800 || node.value > 0xdfff)) return;
  throw new Refused(node, 'is outside the characters that a pattern can hold (up to U+FFFF).');
}

function characterClass(node: AST.CharacterClass): string {
  for (const part of node.elements) {
    if (part.type === 'Character') refuseBeyond(part);
    if (part.type === 'CharacterClassRange') refuseBeyond(part.max);
  }
  return node.raw;
}

function repeat(node: AST.Quantifier): Tree {
  const { min, max, greedy } = node;
  const { end: start } = node.element;
  const written = { start, raw: node.raw.slice(node.element.raw.length) };
  if (max === Number.POSITIVE_INFINITY) {
    throw new Refused(
      written,
      `repeats without end: write {${min},${min < 64 ? 64 : longestMatch}} instead.`,
    );
  }
  if (!greedy) {
    throw new Refused(
      written,
      'asks for the shortest match, but the longest is always taken: leave its last "?" out.',
    );
  }
  const part = element(node.element);
  if (part.longest === 0) throw new Refused(node, 'repeats nothing.');
  const longest = part.longest * max;
  return { kind: 'repeat', part, min, max, shortest: part.shortest * min, longest };
}

function refuseAssertion(node: AST.Assertion): never {
  switch (node.kind) {
    case 'lookahead':
    case 'lookbehind': {
      const ahead = node.kind === 'lookahead';
      const raw = `(?${ahead ? '' : '<'}${node.negate ? '!' : '='}`;
      throw new Refused(
        { start: node.start, raw },
        `looks ${ahead ? 'ahead' : 'back'}, which patterns here cannot: they see their own characters only.`,
      );
    }
    case 'word':
      if (node.negate) {
        throw new Refused(
          node,
          'asks for the middle of a word, but a match is always a whole one.',
        );
      }
      throw new Refused(node, 'is not needed: a match is always a whole word. Leave it out.');
    default:
      throw new Refused(
        node,
        'is not needed: a match is always a whole word, wherever it stands. Leave it out.',
      );
  }
}
