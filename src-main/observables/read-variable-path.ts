import { isWord, skip, Word } from './characters.ts';
import { backslashPathEnd } from './path-end.ts';
import { claimPath } from './read-path.ts';
import type { Chain, Scan } from './scan.ts';

const why = 'a path below a variable of Windows';
/** Longest name of a variable. */
const longest = 32;

/** `%APPDATA%\…`, `%ProgramFiles(x86)%\…`, and `%APPDATA%Realtek\…`, where the value ends in a backslash. */
export function readEnvironmentPath(scan: Scan, at: number): number {
  const { text, delimiter } = scan;
  if (isWord(text, at - 1)) return -1;
  const name = variableEnd(text, at + 1);
  if (name === at + 1 || text[name] !== '%') return -1;
  const folder = name + 1;
  const slash = isCapitals(text, at + 1, name)
    ? skip(text, folder, folder + longest, Word)
    : folder;
  if (text[slash] !== '\\') return -1;
  const end = backslashPathEnd(text, at, slash + 1, delimiter);
  return end > slash + 1 ? claimPath(scan, at, end, why) : -1;
}

/** `$env:APPDATA\…`, `${env:ProgramFiles(x86)}\…`, as PowerShell writes them. `chain` is the word before the colon. */
export function readPowerShellPath(scan: Scan, chain: Chain): number {
  const { text, delimiter } = scan;
  const { start, end: colon } = chain;
  if (colon - start !== 3 || text.slice(start, colon).toLowerCase() !== 'env') return -1;
  const braced = text[start - 1] === '{';
  const dollar = braced ? start - 2 : start - 1;
  if (text[dollar] !== '$') return -1;
  const name = variableEnd(text, colon + 1);
  const slash = braced ? name + 1 : name;
  if (name === colon + 1 || text[slash] !== '\\' || (braced && text[name] !== '}')) return -1;
  const end = backslashPathEnd(text, dollar, slash + 1, delimiter);
  return end > slash + 1 ? claimPath(scan, dollar, end, why) : -1;
}

function variableEnd(text: string, from: number): number {
  const name = skip(text, from, Math.min(text.length, from + longest + 1), Word);
  return text.startsWith('(x86)', name) ? name + 5 : name;
}

/** Percent signs stand around much; the variables of Windows are written in capitals. */
function isCapitals(text: string, start: number, end: number): boolean {
  return /^[A-Z_]{3,}$/u.test(text.slice(start, end));
}
