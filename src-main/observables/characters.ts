/**
 * What a UTF-16 unit can be part of, as bits in one table: the scanner asks this for every unit of the text,
 * so it has to be one array read. Lone surrogates are nothing in particular and end a word.
 */
export const Word = 1; // letter, digit, mark of any script, `_` or `-`
export const Digit = 2;
export const Hex = 4;
export const Space = 8; // white space and control characters
export const Local = 16; // may stand in the local part of an e-mail address
export const Stop = 32; // ends a URL wherever it stands
export const Ideograph = 64; // scripts written without spaces: a Latin name may stand inside a sentence
export const Letter = 128; // ASCII letter
export const Upper = 512; // ASCII capital
export const Opener = 2048; // begins a path, a variable or an address, where no word goes on
export const Joint = 4096; // after a word: the word may begin something that goes on here
export const Hyphen = 8192;
/** What a word unit is not: none of these in a word, and all of it is. */
export const NoDigit = 16_384;
export const NoHex = 32_768;

const stops = '<>"`|\\^“”„«»‘’‹›（）【】「」『』《》〈〉，、。；！？＜＞［］｛｝…';

function classify(code: number): number {
  const unit = String.fromCharCode(code);
  let bits = 0;
  if (code <= 0x20 || (code >= 0x7f && code <= 0xa0) || /\s/u.test(unit)) bits |= Space | Stop;
  if (/[\p{L}\p{N}\p{M}_-]/u.test(unit)) bits |= Word | Local;
  if (/[0-9]/u.test(unit)) bits |= Digit;
  if (/[0-9a-fA-F]/u.test(unit)) bits |= Hex;
  if (/[a-zA-Z]/u.test(unit)) bits |= Letter;
  if (/[A-Z]/u.test(unit)) bits |= Upper;
  if (/[.+%&'#!~$*]/u.test(unit)) bits |= Local;
  if (stops.includes(unit)) bits |= Stop;
  if (/[/~\\%:]/u.test(unit)) bits |= Opener;
  if (/[:@\\%]/u.test(unit)) bits |= Joint;
  if (unit === '-') bits |= Hyphen;
  if ((bits & Digit) === 0) bits |= NoDigit;
  if ((bits & Hex) === 0) bits |= NoHex;
  if (
    /[\p{Script=Han}\p{Script=Hiragana}\p{Script=Katakana}\p{Script=Hangul}\p{Script=Thai}]/u.test(
      unit,
    )
  )
    bits |= Ideograph;
  return bits;
}

/** Filled as units are met, who all have bits: classifying all 65,536 takes 20 ms of every start. */
const table = new Uint16Array(0x10000);

/**
 * Bits of the units that were met, 0 for others. For loops over every unit, where the question whether a unit was met
 * is most of the work: they go on while there are bits, and ask `bitsOf` where they end.
 */
export const metBits: Readonly<Uint16Array> = table;

/** Bits of the unit at `at`; 0 past either end of the text. */
export function bitsAt(text: string, at: number): number {
  // Asked before: what `charCodeAt` gives outside of the text is no small number, and slow for it.
  if (at < 0 || at >= text.length) return 0;
  return bitsOf(text.charCodeAt(at));
}

/** Bits of a UTF-16 unit. */
export function bitsOf(code: number): number {
  const bits = table[code] ?? 0;
  return bits === 0 ? (table[code] = classify(code)) : bits;
}

/** Whether a word goes on at `at`. */
export function isWord(text: string, at: number): boolean {
  return (bitsAt(text, at) & Word) !== 0;
}

/** The first position at or after `at`, not past `limit`, whose unit lacks all of `bits`. */
export function skip(text: string, at: number, limit: number, bits: number): number {
  let end = at;
  while (end < limit && (bitsAt(text, end) & bits) !== 0) end++;
  return end;
}
