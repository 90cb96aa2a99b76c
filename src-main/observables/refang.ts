import { disguises, undisguise } from './disguises.ts';
import { type Reading, readAsGiven } from './reading.ts';
import { ReadingBuilder, type Replacement } from './reading-builder.ts';
import { angled, bracketed, closedOnly, escaped } from './refang-brackets.ts';
import { scheme, spaceAfterScheme, spaceBeforeDot, spaceBeforeSlashes } from './refang-scheme.ts';
import { spelledOut } from './refang-spelled.ts';

type Rule = (text: string, at: number, built: ReadingBuilder) => Replacement | null;

/** The text as a person would read it: defanged forms undone, hidden characters gone. Linear in the text. */
export function readText(text: string): Reading {
  const given = readAsGiven(text);
  // Most texts hold no disguise, and one pass is enough to find that out and undo what is defanged.
  return readPlain(given) ?? readDefanged(readDisguised(given));
}

function readPlain(given: Reading): Reading | null {
  return readForms(given, true);
}

function readDefanged(shown: Reading): Reading {
  return readForms(shown, false) ?? shown;
}

function readDisguised(given: Reading): Reading {
  const { text, units } = given;
  const built = new ReadingBuilder(given);
  for (let at = 0; at < text.length; at++) {
    if ((partsAt(units, at) & disguise) === 0) continue;
    const replacement = undisguise(text, at, built);
    if (!replacement) continue;
    built.replace(replacement);
    at = replacement.end - 1;
  }
  return built.finish();
}

/**
 * What follows the first two units of a form is decided by code with bounded reach. Null where there is a disguise to
 * undo before, if that is asked: no form that is undone holds one.
 */
function readForms(given: Reading, stopsAtDisguise: boolean): Reading | null {
  const { text, units } = given;
  const { length } = text;
  const built = new ReadingBuilder(given);
  const untouched = new ReadingBuilder(given);
  let parts = partsAt(units, 0);
  for (let at = 0; at < length; at++) {
    const next = partsAt(units, at + 1);
    if ((parts & (next >> second)) === 0) {
      parts = next;
      continue;
    }
    if ((parts & disguise) !== 0) {
      if (stopsAtDisguise && undisguise(text, at, untouched) !== null) return null;
      parts = next;
      continue;
    }
    const replacement = ruleFor(units[at] ?? 0, units[at + 1] ?? 0)(text, at, built);
    if (replacement) {
      built.replace(replacement);
      // The space that ends one spelled-out dot may begin the next.
      at = replacement.end - 1;
    }
    parts = partsAt(units, at + 1);
  }
  return built.finish();
}

/** Undoes the common ways of defanging: `hxxps[://]evil[.]example` is read `https://evil.example`. */
export function refang(text: string): string {
  return readText(text).text;
}

/** What a defanged form may begin with, by its first units: what may come second, '' for anything. */
const beginnings: readonly (readonly [first: string, second: string])[] = [
  ['[({\\', ''],
  ['<', '.aAdD'],
  [' ', '.@aAdD/'],
  ['.', '])}'],
  [':', '/'],
  ['hH', 'xX*_tT'],
  ['fFxX', 'xX'],
  ['mM', 'eE'],
];
const disguise = 1 << beginnings.length;
const second = beginnings.length + 1;

/**
 * The parts that a unit may have in the beginning of a form: a bit for each row above that it may come first in, one
 * for disguises, and above these one for each row that it may come second in. Asked for each unit of a text, so it is
 * one array read.
 */
const partsOf = new Uint32Array(0x10000);
beginnings.forEach(([firsts, seconds], row) => {
  const isSecond = 1 << (second + row);
  if (seconds === '') add(0, 0xffff, isSecond);
  for (const unit of seconds) add(unit.charCodeAt(0), unit.charCodeAt(0), isSecond);
  for (const unit of firsts) add(unit.charCodeAt(0), unit.charCodeAt(0), 1 << row);
});
add(0, 0xffff, disguise << second);
for (const [from, to] of disguises) add(from, to, disguise);

function add(from: number, to: number, bits: number): void {
  for (let unit = from; unit <= to; unit++) partsOf[unit] = (partsOf[unit] ?? 0) | bits;
}

function partsAt(units: Uint16Array, at: number): number {
  return partsOf[units[at] ?? 0] ?? 0;
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
