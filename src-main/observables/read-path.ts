import { canonicalIpv4 } from './address.ts';
import { canonicalValue } from './canonical.ts';
import { bitsAt, isWord, Letter, Space, Stop, skip, Word } from './characters.ts';
import { backslashPathEnd } from './path-end.ts';
import { nestWords } from './read-words.ts';
import { type Chain, claim, nest, type Scan } from './scan.ts';
import { hostEnd } from './url-end.ts';
import { unixRoots } from './words.ts';

const longest = 1024;

export function claimPath(scan: Scan, start: number, end: number, why: string): number {
  const value = canonicalValue('filename', scan.text.slice(start, end)) ?? '';
  const parent = claim(scan, { type: 'filename', value, start, end, why });
  nestWords(scan, parent, start, end);
  return end;
}

/** `C:\Users\…`, `c:/users/…`. */
export function readWindowsPath(scan: Scan, chain: Chain): number {
  const { text, delimiter } = scan;
  const drive = chain.end - chain.start === 1 && (bitsAt(text, chain.start) & Letter) !== 0;
  if (!drive) return -1;
  const from = chain.end + 2;
  const slash = text[chain.end + 1];
  if (slash === '/' && isWord(text, from)) {
    const end = slashPathEnd(text, from, chain.start + longest);
    return text.slice(from, end).includes('/') ? claimPath(scan, chain.start, end, onDrive) : -1;
  }
  if (slash !== '\\') return -1;
  const end = backslashPathEnd(text, chain.start, from, delimiter);
  return end > from + 1 ? claimPath(scan, chain.start, end, onDrive) : -1;
}

const onDrive = 'a path on a drive';
const deviceRoots = /^\\(?:\?\?|Device|SystemRoot|GLOBAL\?\?)\\[\w.?]/iu;

/** `\\server\share\…`, `\\?\C:\…`, `\\.\pipe\…`, `\Device\…`. */
export function readUncPath(scan: Scan, at: number): number {
  const { text, delimiter } = scan;
  if (at < scan.pathTried || (at > 0 && (isWord(text, at - 1) || text[at - 1] === '\\'))) return -1;
  if (text[at + 1] !== '\\') {
    if (!deviceRoots.test(text.slice(at, at + 16))) return -1;
    return claimPath(scan, at, backslashPathEnd(text, at, at + 4, delimiter), 'a path of a device');
  }
  const first = skipSlashes(text, at);
  const server = serverEnd(text, first);
  scan.pathTried = server;
  const share = skipSlashes(text, server);
  if (server === first || share === server || (bitsAt(text, share) & (Space | Stop)) !== 0)
    return -1;
  const end = backslashPathEnd(text, at, share, delimiter);
  const index = scan.finds.length;
  claimPath(scan, at, end, 'a path on a server');
  nestServer(scan, index, first, server);
  return end;
}

/** Doubled in JSON and in programs. */
function skipSlashes(text: string, at: number): number {
  let end = at;
  while (end - at < 4 && text[end] === '\\') end++;
  return end;
}

function serverEnd(text: string, at: number): number {
  if (text[at] === '?' || (text[at] === '.' && text[at + 1] === '\\')) return at + 1;
  return hostEnd(text, at, Math.min(text.length, at + 64));
}

function nestServer(scan: Scan, parent: number, start: number, end: number): void {
  const name = scan.text.slice(start, end);
  const address = canonicalIpv4(name);
  const value = address ?? scan.names.domain(name);
  const why = 'server of the path';
  if (value !== null)
    nest(scan, parent, { type: address === null ? 'domain' : 'ipv4', value, start, end, why });
}

/** `/etc/…`, `~/…`: only below folders that Unix has at its root, since slashes stand everywhere. */
export function readUnixPath(scan: Scan, at: number): number {
  const { text } = scan;
  if ((bitsAt(text, at - 1) & Word) !== 0 || /[./:]/u.test(text.charAt(at - 1))) return -1;
  const home = text[at] === '~';
  if (home && text[at + 1] !== '/') return -1;
  const root = skip(text, at + 1, Math.min(text.length, at + 16), Word);
  if (!home && (text[root] !== '/' || !unixRoots.has(text.slice(at + 1, root)))) return -1;
  const first = home ? at + 2 : root + 1;
  const end = slashPathEnd(text, first, at + longest);
  return end > first ? claimPath(scan, at, end, 'a path of Unix') : -1;
}

function slashPathEnd(text: string, first: number, limit: number): number {
  let end = first;
  while (
    end < limit &&
    end < text.length &&
    (bitsAt(text, end) & (Space | Stop)) === 0 &&
    !/[)\]}:;,'=()[{*?]/u.test(text.charAt(end))
  )
    end++;
  while (end > first && /[.,!]/u.test(text.charAt(end - 1))) end--;
  return end;
}
