import { bitsAt, Letter, Space, Stop, skip, Word } from './characters.ts';
import { backslashPathEnd } from './path-end.ts';
import { nestHashes } from './read-words.ts';
import { type Chain, claim, type Scan } from './scan.ts';
import { unixRoots } from './words.ts';

const longest = 1024;

function claimPath(scan: Scan, start: number, end: number, why: string): number {
  const value = scan.text.slice(start, end);
  const parent = claim(scan, { type: 'filename', value, start, end, why });
  nestHashes(scan, parent, start, end);
  return end;
}

/** `C:\Users\…`. */
export function readWindowsPath(scan: Scan, chain: Chain): number {
  const { text } = scan;
  const drive = chain.end - chain.start === 1 && (bitsAt(text, chain.start) & Letter) !== 0;
  if (!drive || text[chain.end + 1] !== '\\') return -1;
  const end = backslashPathEnd(text, chain.start, chain.end + 2);
  return end > chain.end + 3 ? claimPath(scan, chain.start, end, 'a path on a drive') : -1;
}

/** `\\server\share\…`. */
export function readUncPath(scan: Scan, at: number): number {
  const { text } = scan;
  if (at < scan.pathTried || text[at + 1] !== '\\' || (bitsAt(text, at + 2) & Word) === 0)
    return -1;
  if (at > 0 && (bitsAt(text, at - 1) & Word) !== 0) return -1;
  const server = skip(text, at + 2, Math.min(text.length, at + 66), Word);
  scan.pathTried = server;
  if (text[server] !== '\\' || (bitsAt(text, server + 1) & Word) === 0) return -1;
  return claimPath(scan, at, backslashPathEnd(text, at, server + 1), 'a path on a server');
}

/** `%APPDATA%\…`. */
export function readEnvironmentPath(scan: Scan, at: number): number {
  const { text } = scan;
  const name = skip(text, at + 1, Math.min(text.length, at + 34), Word);
  if (name === at + 1 || text[name] !== '%' || text[name + 1] !== '\\') return -1;
  const end = backslashPathEnd(text, at, name + 2);
  return end > name + 2 ? claimPath(scan, at, end, 'a path below a variable of Windows') : -1;
}

/** `/etc/…`, `~/…`: only below folders that Unix has at its root, since slashes stand everywhere. */
export function readUnixPath(scan: Scan, at: number): number {
  const { text } = scan;
  if ((bitsAt(text, at - 1) & Word) !== 0 || /[./:]/u.test(text.charAt(at - 1))) return -1;
  const home = text[at] === '~';
  if (home && text[at + 1] !== '/') return -1;
  const root = skip(text, at + 1, Math.min(text.length, at + 16), Word);
  if (!home && (text[root] !== '/' || !unixRoots.has(text.slice(at + 1, root)))) return -1;
  const limit = Math.min(text.length, at + longest);
  let end = home ? at + 2 : root + 1;
  const first = end;
  while (
    end < limit &&
    (bitsAt(text, end) & (Space | Stop)) === 0 &&
    !/[)\]}:;,'=()[{*?]/u.test(text.charAt(end))
  )
    end++;
  while (end > first && /[.,!]/u.test(text.charAt(end - 1))) end--;
  return end > first ? claimPath(scan, at, end, 'a path of Unix') : -1;
}
