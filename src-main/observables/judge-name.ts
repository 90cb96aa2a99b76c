import { bitsAt, Digit } from './characters.ts';
import { isCode } from './code-around.ts';
import { lastLabel } from './labels.ts';
import { lookAt, type NameLook } from './name-look.ts';
import { rememberedNames } from './name-memory.ts';
import type { Scan } from './scan.ts';
import { archives } from './words.ts';
import { copyOf } from './units.ts';

export interface Judged {
  readonly type: 'domain' | 'filename';
  readonly value: string;
  readonly why: string;
}

/** What a dotted name in running text is: a host, a file, or nothing (code, a package, two sentences that touch). */
export function judgeName(scan: Scan, start: number, end: number): Judged | null {
  const { text } = scan;
  const name = text.slice(start, end);
  const look = lookOf(scan, name);
  const { host, file, unlikely, why } = look;
  if (file === 'certainly')
    return isCall(text, end, file) || text[end] === '='
      ? null
      : { type: 'filename', value: name, why };
  if (host !== null && (look.www || scan.wasRefanged(start, end)))
    return { type: 'domain', value: host, why };
  if (isCall(text, end, file)) return null;
  if (file === 'likely' && (host === null || !isPage(text, name, start, end)))
    return { type: 'filename', value: name, why };
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
  const kept = copyOf(name);
  const look = lookAt(kept, names);
  if (looks.size < rememberedNames) looks.set(kept, look);
  return look;
}

/** `foo.bar()`; but a host may be followed by its address, and a file by the section of its manual: `hosts.deny(5)`. */
function isCall(text: string, end: number, file: NameLook['file']): boolean {
  if (text[end] !== '(') return false;
  return file === null
    ? !address.test(text.slice(end, end + 6))
    : (bitsAt(text, end + 1) & Digit) === 0;
}

const address = /^\((?:\d{1,3}\.|[0-9a-f]{0,4}:)/iu;

/** `get.example.sh/install`, whose suffix is an extension, too; but `docs.zip/a.js` stands in an archive. */
function isPage(text: string, name: string, start: number, end: number): boolean {
  if (text[end] !== '/' || '/\\'.includes(text[start - 1] ?? ' ')) return false;
  if (archives.has(lastLabel(name).toLowerCase())) return false;
  const path = /^\/[a-z][\w-]*(?:\.[\w-]+)*/iu.exec(text.slice(end, end + 64))?.[0];
  return path !== undefined && (!path.includes('.') || name.split('.').length > 2);
}
