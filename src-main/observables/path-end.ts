import { bitsAt, isWord, Space, Word } from './characters.ts';
import { fileExtensions, hives, spacedNames } from './words.ts';

const longest = 1024;
/** A space belongs to a path only when a backslash follows this soon: `Windows NT\CurrentVersion`. */
const longestName = 40;
const never = '"<>|*?\t\r\n`\0;';
const trailing = '.,:!?\'")]}\\ ';

/**
 * Where a path with backslashes ends: at the quote that opened it, else at white space that no further backslash
 * justifies, without punctuation.
 */
export function backslashPathEnd(
  text: string,
  start: number,
  from: number,
  delimiter: string | null = null,
): number {
  const quote = text.charAt(start - 1);
  const quoted = quote === '"' || quote === "'" || quote === '`';
  const limit = Math.min(text.length, start + longest);
  let end = from;
  while (end < limit) {
    const bits = bitsAt(text, end);
    if ((bits & Word) !== 0) {
      end++;
      continue;
    }
    const unit = text.charAt(end);
    if (never.includes(unit) || (quoted && unit === quote)) break;
    if (unit === delimiter || (!quoted && isAfterName(text, from, end))) break;
    if ((bits & Space) === 0) end++;
    else {
      const next = afterSpace(text, start, end, quoted ? quote : '');
      if (next < 0) break;
      end = next;
    }
  }
  while (end > from && trailing.includes(text.charAt(end - 1))) end--;
  return end;
}

/** `x.dll,Entry`, `x.cs:line 42`, `x.py:42`: what follows the name of the file is no part of it. */
function isAfterName(text: string, from: number, at: number): boolean {
  const unit = text.charAt(at);
  if (unit !== ',' && unit !== ':') return false;
  const before = text.slice(Math.max(from, at - 12), at);
  return unit === ','
    ? /\.[A-Za-z0-9]{1,8}$/u.test(before) || /^,[\w.-]{1,40}=/u.test(text.slice(at, at + 42))
    : /^:(?:line\b|\d)/u.test(text.slice(at, at + 6));
}

/** Where a path goes on that has a space at `space`, or -1. */
function afterSpace(text: string, start: number, space: number, quote: string): number {
  if (isBeforeArgument(text, space)) return -1;
  if (isClosedAfter(text, space, quote)) return space + 1;
  const next = Math.max(spacedNameEnd(text, space), knownNameEnd(text, space));
  return next < 0 ? lastNameEnd(text, start, space) : next;
}

/** `svchost.exe -k netsvcs`, `cmd.exe /c`. */
function isBeforeArgument(text: string, space: number): boolean {
  const next = text[space + 1];
  if ((next !== '-' && next !== '/') || !isWord(text, space + 2)) return false;
  return /\.[a-z][a-z0-9]{1,4}$/iu.test(text.slice(space - 6, space));
}

/** True when the opening quote closes on the same line, soon enough. */
function isClosedAfter(text: string, at: number, quote: string): boolean {
  if (quote === '') return false;
  const close = text.slice(at, at + longestName * 4).search(/["'`\r\n]/u);
  return close >= 0 && text[at + close] === quote;
}

const lastName = /^ [\p{L}\p{N}][\p{L}\p{N} ()&+_-]*\.([a-z0-9]{2,5})[ \t\r]*(?:[\n|]|$)/iu;

/** `%STARTUP%\Control Panel.lnk`, when nothing else stands on the line or in the cell. */
function lastNameEnd(text: string, start: number, space: number): number {
  const opens = /^[\s|]?$/u.test(text.charAt(start - 1));
  if (!opens || /\.[^.\\]{1,5}$/u.test(text.slice(space - 6, space))) return -1;
  const name = lastName.exec(text.slice(space, space + longestName));
  if (!name || !fileExtensions.has((name[1] ?? '').toLowerCase())) return -1;
  return space + name[0].search(/[ \t\r]*[\n|]?$/u);
}

/** `…\Explorer\Shell Folders`, `C:\Program Files`: folders and keys of Windows whose names have spaces; -1 for others. */
function knownNameEnd(text: string, space: number): number {
  const slash = text.slice(Math.max(0, space - longestName), space).lastIndexOf('\\');
  if (slash < 0) return -1;
  const from = Math.max(0, space - longestName) + slash + 1;
  const ahead = text.slice(from, from + longestName).toLowerCase();
  const name = spacedNames.find((known) => ahead.startsWith(known));
  const end = from + (name?.length ?? 0);
  return end > space && !isWord(text, end) ? end : -1;
}

/** The backslash that ends a name with spaces, or -1. */
function spacedNameEnd(text: string, space: number): number {
  if (endsInFile(text, space)) return -1;
  const ahead = text.slice(space, space + longestName);
  const slash = ahead.indexOf('\\');
  // The next thing on the line may be a key of its own, or a server.
  if (ahead.charAt(slash + 1) === '\\' && ahead.charAt(slash - 1) === ' ') return -1;
  if (slash > 1 && hives.has(lastWord(ahead.slice(1, slash)).toLowerCase())) return -1;
  const plain = slash > 1 && /^ [A-Za-z0-9(][\w .()&+-]*$/u.test(ahead.slice(0, slash));
  return plain && !/[.,]\s/u.test(ahead.slice(0, slash)) ? space + slash : -1;
}

/** `evil.lnk and C:\\…`: no folder ends as programs and documents do. */
function endsInFile(text: string, space: number): boolean {
  const extension = /\.([a-z0-9]{2,5})$/iu.exec(text.slice(Math.max(0, space - 6), space))?.[1];
  return extension !== undefined && fileExtensions.has(extension.toLowerCase());
}

function lastWord(words: string): string {
  return words.slice(words.lastIndexOf(' ') + 1);
}
