import { bitsOf, Digit } from './characters.ts';
import { isCode } from './code-around.ts';
import { lastLabel } from './labels.ts';
import { type Judged, lookAt, type NameLook } from './name-look.ts';
import type { Scan } from './scan.ts';
import { copyOf, unitAt } from './units.ts';
import { archives } from './words.ts';

/** What a dotted name in running text is: a host, a file, or nothing (code, a package, two sentences that touch). */
export function judgeName(scan: Scan, start: number, end: number): Judged | null {
  const look = lookOf(scan, start, end);
  const { host, file } = look;
  const next = scan.units[end];
  if (look.certainly) return next === 0x3d || isCall(scan, end, look) ? null : file;
  if (host !== null && (look.www || scan.wasRefanged(start, end))) return host;
  if (isCall(scan, end, look)) return null;
  if (file !== null && (host === null || !isPage(scan.text, file.value, start, end))) return file;
  return host === null || look.unlikely || isCode(scan, look, start, end) ? null : host;
}

/** Whether a name ends as names of files do, wherever it stands. */
export function endsAsFile(scan: Scan, start: number, end: number): boolean {
  return lookOf(scan, start, end).file !== null;
}

function lookOf({ text, units, looks, names }: Scan, start: number, end: number): NameLook {
  const seen = looks.get(units, start, end);
  if (seen !== undefined) return seen;
  const look = lookAt(copyOf(text.slice(start, end)), names);
  looks.add(units, start, end, look);
  return look;
}

/** `foo.bar()`; but a host may be followed by its address, and a file by the section of its manual: `hosts.deny(5)`. */
function isCall({ text, units }: Scan, end: number, { file }: NameLook): boolean {
  if (units[end] !== 0x28) return false;
  return file === null
    ? !address.test(text.slice(end, end + 6))
    : (bitsOf(unitAt(units, end + 1)) & Digit) === 0;
}

const address = /^\((?:\d{1,3}\.|[0-9a-f]{0,4}:)/iu;

/** `get.example.sh/install`, whose suffix is an extension, too; but `docs.zip/a.js` stands in an archive. */
function isPage(text: string, name: string, start: number, end: number): boolean {
  if (text[end] !== '/' || '/\\'.includes(text[start - 1] ?? ' ')) return false;
  if (archives.has(lastLabel(name).toLowerCase())) return false;
  const path = /^\/[a-z][\w-]*(?:\.[\w-]+)*/iu.exec(text.slice(end, end + 64))?.[0];
  return path !== undefined && (!path.includes('.') || name.split('.').length > 2);
}
