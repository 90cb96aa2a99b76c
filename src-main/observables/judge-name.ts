import { bitsAt, Digit, isWord } from './characters.ts';
import { lookAt, type NameLook } from './name-look.ts';
import type { Scan } from './scan.ts';

export interface Judged {
  readonly type: 'domain' | 'filename';
  readonly value: string;
  readonly why: string;
}

/** Past this many distinct names the text is no report: look without remembering. */
const remembered = 20_000;

/** What a dotted name in running text is: a host, a file, or nothing (code, a package, two sentences that touch). */
export function judgeName(scan: Scan, start: number, end: number): Judged | null {
  const { text } = scan;
  const name = text.slice(start, end);
  const look = lookOf(scan, name);
  const { host, file, unlikely, why } = look;
  if (file === 'certainly')
    return isCall(text, end) || text[end] === '=' ? null : { type: 'filename', value: name, why };
  if (host !== null && (look.www || scan.wasRefanged(start, end)))
    return { type: 'domain', value: host, why };
  if (isCall(text, end)) return null;
  if (file === 'likely') return { type: 'filename', value: name, why };
  if (host === null || unlikely || isCode(text, look, start, end)) return null;
  return { type: 'domain', value: host, why };
}

/** Whether a name ends as names of files do, wherever it stands. */
export function endsAsFile(scan: Scan, start: number, end: number): boolean {
  return lookOf(scan, scan.text.slice(start, end)).file !== null;
}

function lookOf({ looks, names }: Scan, name: string): NameLook {
  const seen = looks.get(name);
  if (seen !== undefined) return seen;
  const look = lookAt(name, names);
  if (looks.size < remembered) looks.set(name, look);
  return look;
}

/** Variables, members and the names of fields, by what stands around them. */
function isCode(
  text: string,
  { codeEnd, plainEnd }: Pick<NameLook, 'codeEnd' | 'plainEnd'>,
  start: number,
  end: number,
): boolean {
  const before = text[start - 1];
  if (before === '$' && !plainEnd) return true;
  if (before === '\\' && isWord(text, start - 2)) return true;
  if (text.startsWith('::', end) || text.startsWith('->', end)) return true;
  return codeEnd && isKey(text, end);
}

/** The name of a field: `dns.question.name=…`, `"dns.question.name": …`. */
function isKey(text: string, end: number): boolean {
  return text[end] === '=' || /^["']\s?:/u.test(text.slice(end, end + 3));
}

/** `foo.bar()`; but a host may be followed by its address: `evil.example(1.2.3.4)`. */
function isCall(text: string, end: number): boolean {
  return text[end] === '(' && (bitsAt(text, end + 1) & Digit) === 0;
}
