import { isIP } from 'node:net';
import { hostNames } from './host-name.ts';
import { firstLabel } from './labels.ts';
import { codeRoots } from './words.ts';
import { refang } from './refang.ts';

/**
 * Whether these cells name columns, by themselves and by the rows below. A text that only looks like a table must not
 * become one: a wrong name is worse than none.
 */
export function isHeader(
  line: string,
  names: readonly string[],
  rows: readonly (readonly string[])[],
  delimiter: string,
): boolean {
  const fitting = rows.filter((row) => row.length === names.length);
  // People put a space after a comma, programs do not.
  const spaced = (delimiter === ',' || delimiter === ';') && line.includes(`${delimiter} `);
  const enough = spaced
    ? names.length > 2 && rows.length > 1 && fitting.length === rows.length
    : fitting.length * 2 > rows.length;
  // Defanged values are values: `evil(.)com` is no name of a column.
  const read = names.map(refang);
  if (!enough || !areNames(read)) return false;
  // Where one name is a path of fields, the others that look like hosts are so, too.
  const hasPaths = read.some(isPath);
  return !read.some((name, column) => {
    const below = fitting.map((row) => refang(row[column] ?? ''));
    return isValue(name, below) || (!hasPaths && isHost(name, below));
  });
}

/** Each once and short. The first may be missing, as in numbered rows, and then the last, too, as within bars. */
function areNames(names: readonly string[]): boolean {
  const from = names[0] === '' ? 1 : 0;
  const to = from === 1 && names.at(-1) === '' ? -1 : names.length;
  const named = names.slice(from, to).map((name) => name.toLowerCase());
  return new Set(named).size === named.length && named.every((name) => isName(name));
}

function isName(name: string): boolean {
  return (
    /^[\p{L}_@#$(][\p{L}\p{M}\p{N}_ ./@#$()%&:'+?-]{0,59}$/u.test(name) &&
    name.split(' ').length < 7 &&
    !/:$|:\/\//u.test(name)
  );
}

/** A first row of values looks like the rows below: no names are told, then. */
function isValue(name: string, below: readonly string[]): boolean {
  if (/^[0-9a-f:]{32,}$|^[^@\s]+@[^@\s]+\.\p{L}{2,}$/iu.test(name) || isIP(name) !== 0) return true;
  return /\p{N}/u.test(name) && below.some((cell) => shapeOf(cell) === shapeOf(name));
}

function isHost(name: string, below: readonly string[]): boolean {
  if (!isDotted(name) || !below.some(isDotted)) return false;
  return hostNames().domain(name) !== null || below.every(isDotted);
}

/** `source.ip`, `dns.question.name` */
function isPath(name: string): boolean {
  return isDotted(name) && codeRoots.has(firstLabel(name.toLowerCase()));
}

function isDotted(cell: string): boolean {
  return /^[\p{L}\p{N}_-]+(?:\.[\p{L}\p{N}_-]+)+(?:[:/].*)?$/u.test(cell);
}

/** `T1059.001` and `T1566.002` have one shape. */
function shapeOf(cell: string): string {
  return cell.replaceAll(/\p{N}+/gu, '0').replaceAll(/\p{L}+/gu, 'a');
}
