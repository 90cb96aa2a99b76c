import { bitsOf, Disguise } from './characters.ts';
import { undisguise } from './disguises.ts';
import { type Reading, ReadingBuilder, type Replacement, readTwice } from './reading.ts';
import { angled, bracketed, closedOnly, escaped } from './refang-brackets.ts';
import { scheme, spaceAfterScheme, spaceBeforeDot, spaceBeforeSlashes } from './refang-scheme.ts';
import { spelledOut } from './refang-spelled.ts';
import { unitsOf } from './units.ts';

type Rule = (text: string, at: number, built: ReadingBuilder) => Replacement | null;

/** The text as a person would read it: defanged forms undone, hidden characters gone. Linear in the text. */
export function readText(text: string): Reading {
  const shown = readDisguised(text);
  return readTwice(shown, readDefanged(shown.text));
}

function readDisguised(text: string): Reading {
  const built = new ReadingBuilder(text);
  const units = unitsOf(text);
  const { length } = text;
  for (let at = 0; at < length; at++) {
    if ((bitsOf(units[at] ?? 0) & Disguise) === 0) continue;
    const replacement = undisguise(text, at, built);
    if (!replacement) continue;
    built.replace(replacement);
    at = replacement.end - 1;
  }
  return built.finish();
}

/** What follows the first unit of a form is decided by code with bounded reach. */
function readDefanged(text: string): Reading {
  const built = new ReadingBuilder(text);
  const units = unitsOf(text);
  const { length } = text;
  for (let at = 0; at < length; at++) {
    const unit = units[at] ?? 0;
    const next = units[at + 1] ?? 0;
    if (!mayBegin(unit, next)) continue;
    const replacement = ruleFor(unit, next)(text, at, built);
    if (!replacement) continue;
    built.replace(replacement);
    // The space that ends one spelled-out dot may begin the next.
    at = replacement.end - 1;
  }
  return built.finish();
}

/** Undoes the common ways of defanging: `hxxps[://]evil[.]example` is read `https://evil.example`. */
export function refang(text: string): string {
  return readText(text).text;
}

/**
 * What a defanged form may begin with, by its first unit: what may come second, '' for anything. Asked for each unit
 * of a text, so it becomes two tables.
 */
const beginnings: Readonly<Record<string, string>> = {
  '[': '',
  '(': '',
  '{': '',
  '\\': '',
  '<': '.aAdD',
  ' ': '.@aAdD/',
  '.': '])}',
  ':': '/',
  h: 'xX*_tT',
  f: 'xX',
  m: 'eE',
  x: 'xX',
};
const anything = 1;
const onlySome = 2;
const first = new Uint8Array(0x80);
const second = new Uint8Array(0x80 * 0x80);
for (const [unit, seconds] of Object.entries(beginnings)) {
  for (const code of [unit.charCodeAt(0), unit.toUpperCase().charCodeAt(0)]) {
    first[code] = seconds === '' ? anything : onlySome;
    for (const next of seconds) second[code * 0x80 + next.charCodeAt(0)] = 1;
  }
}

function mayBegin(unit: number, next: number): boolean {
  const kind = unit < 0x80 ? first[unit] : 0;
  return (
    kind === anything || (kind === onlySome && next < 0x80 && second[unit * 0x80 + next] === 1)
  );
}

/** The rule for what may begin with these units. */
function ruleFor(unit: number, next: number): Rule {
  switch (unit) {
    case 0x5b: // [
    case 0x28: // (
    case 0x7b: // {
      return bracketed;
    case 0x5c: // \
      return escaped;
    case 0x3c: // <
      return angled;
    case 0x20:
      if (next === 0x2f) return spaceBeforeSlashes;
      return next === 0x2e ? spaceBeforeDot : spelledOut;
    case 0x2e: // .
      return closedOnly;
    case 0x3a: // :
      return spaceAfterScheme;
    default:
      return scheme;
  }
}
