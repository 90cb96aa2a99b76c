/** Why a pattern is refused, as a sentence; `at` counts its characters from 1, null where it is about the whole. */
export type PatternRefusal = { readonly sentence: string; readonly at: number | null };

/** A refusal about what stands at `start` (from 0) of the pattern. */
export function refusalAt(start: number, written: string, rest: string): PatternRefusal {
  return { sentence: `"${written}" at ${start + 1} ${rest}`, at: start + 1 };
}

/** Where what is meant begins, seen from where the parser stopped. */
type Place = (pattern: string, index: number) => number;
const here: Place = (_, index) => index;
const bracket: Place = (pattern, index) => pattern.lastIndexOf('{', index - 1);
const repeat: Place = (pattern, index) =>
  pattern.charAt(index - 1) === '}' ? bracket(pattern, index) : index - 1;
const range: Place = (pattern, index) => {
  const start = pattern.lastIndexOf('-', index - 1) - 1;
  return pattern.charAt(start - 1) === '\\' ? start - 1 : start;
};
const group: Place = (pattern, index) => pattern.lastIndexOf('(', index);
const escape: Place = (pattern, index) => pattern.lastIndexOf('\\', index - 1);

const unknownEscape =
  'is no escape that is known: a character that means nothing special needs no backslash.';
const unknownGroup = 'begins no group that is known: write (…), without a name.';
const bareBracket = 'stands alone: write a backslash before it to mean the character.';

/** What the parser says, and what that means to a person who goes on from the place. */
const troubles: readonly (readonly [said: string, place: Place, rest: string])[] = [
  ['Nothing to repeat', repeat, 'has nothing before it that it could repeat.'],
  [
    'Unterminated group',
    unclosed,
    'is never closed: write a backslash before it to mean the character.',
  ],
  [
    'Unterminated character class',
    unclosed,
    'is never closed: write a backslash before it to mean the character.',
  ],
  ["Unmatched ')'", here, bareBracket],
  ['Lone quantifier brackets', here, bareBracket],
  ['Incomplete quantifier', bracket, bareBracket],
  ['numbers out of order in {} quantifier', bracket, 'must name the smaller number first.'],
  ['Range out of order in character class', range, 'begins behind its end.'],
  ['Invalid character class', range, 'is a range from or to a whole class.'],
  ['Invalid property name', escape, 'is no property that Unicode knows.'],
  ['Invalid unicode escape', escape, 'is no character of Unicode.'],
  ['Invalid named capture referenced', escape, 'refers to a group that is not there.'],
  ['Invalid escape', escape, unknownEscape],
  ['Invalid group', group, unknownGroup],
  ['Invalid capture group name', group, unknownGroup],
  ['Duplicate capture group name', group, unknownGroup],
];

/** The parser's own error in our words; `index` is where it stopped. */
export function syntaxRefusal(pattern: string, message: string, index: number): PatternRefusal {
  const trouble = troubles.find(([said]) => message.endsWith(`: ${said}`));
  if (trouble === undefined) {
    const at = Math.max(1, Math.min(index, pattern.length));
    return { sentence: `The pattern cannot be read from ${at} on.`, at };
  }
  const [, place, rest] = trouble;
  const start = Math.max(0, place(pattern, index));
  const written =
    place === range ? /^\\?.-\\?./u : /^(?:\\[pP]\{[^{}]*\}|\{[\d,]*\}?|\(\?<?|\\?.)/u;
  return refusalAt(start, written.exec(pattern.slice(start))?.[0] ?? '', rest);
}

/** The innermost bracket that is opened and not closed. */
function unclosed(pattern: string): number {
  const open: number[] = [];
  let inClass = false;
  for (let at = 0; at < pattern.length; at++) {
    const unit = pattern.charAt(at);
    if (unit === '\\') at++;
    else if (inClass) {
      if (unit === ']') {
        inClass = false;
        open.pop();
      }
    } else if (unit === ')') open.pop();
    else if (unit === '(' || unit === '[') {
      inClass = unit === '[';
      open.push(at);
    }
  }
  return open.at(-1) ?? 0;
}
