import { bitsOf, Word } from './characters.ts';
import { firstLabel } from './labels.ts';
import type { NameLook } from './name-look.ts';
import type { Scan } from './scan.ts';
import { anyOf, unitAt } from './units.ts';

/** Whether a name is one of a program (a variable, a member, a name space), by what stands around it. */
export function isCode(scan: Scan, name: NameLook, start: number, end: number): boolean {
  const { text, units } = scan;
  const before = unitAt(units, start - 1);
  const after = unitAt(units, end);
  if (before === 0x24 && !name.plainEnd) return true; // $
  if (before === 0x5c && (bitsOf(unitAt(units, start - 2)) & Word) !== 0) return true; // backslash
  if (after === 0x7b) return true; // {
  if ((after === 0x3a || after === 0x2d) && isMemberMark(text, end)) return true; // : -
  if (name.oneLetter && isTouched(text.charAt(start - 1), text.charAt(end))) return true;
  if (before === 0x20 && isImported(scan, start, end)) return true;
  if (name.commonEnd) return false;
  if (firstOfAssigned.has(after) && assigned.test(text.slice(end, end + 4))) return true;
  return name.codeEnd && (isKey(scan, end) || isOperand(scan, start, end));
}

/** `Foo.bar::baz`, `foo.bar->baz`. */
function isMemberMark(text: string, end: number): boolean {
  return text.startsWith('::', end) || text.startsWith('->', end);
}

/** `e.cc=b.no;`: names of one letter beside the marks of a program. */
function isTouched(before: string, after: string): boolean {
  return (
    (before !== '' && '=(;{[!,+'.includes(before)) || (after !== '' && '=;)}]!?+,'.includes(after))
  );
}

/** `a.top === b`, `a.top += 1`, `a.top?.b`. */
const assigned = /^(?: ?(?:[=!]==|[-+*|]=)|\?\.)/u;
const firstOfAssigned = anyOf(' =!-+*|?');

/** The name of a field: `dns.question.name=…`, `"dns.question.name": …`. */
function isKey({ text, units }: Scan, end: number): boolean {
  const after = unitAt(units, end);
  if (after === 0x3d) return true;
  return (after === 0x22 || after === 0x27) && /^["']\s?:/u.test(text.slice(end, end + 3));
}

/** `cookie.secure = true`, `rows.data[0]`, `!entry.open`, `${release.id}`, `push(task.id, 1)`, `row => row.id`. */
function isOperand({ text, units }: Scan, start: number, end: number): boolean {
  const after = unitAt(units, end);
  if ((after === 0x20 || after === 0x5b) && operator.test(text.slice(end, end + 5))) return true;
  // Most names stand at the beginning of a line, or in a table.
  if (!lastBeforeOperand.has(unitAt(units, start - 1))) return false;
  const before = text.slice(Math.max(0, start - 24), start);
  if (beforeOperand.test(before)) return true;
  const parameter = /([\p{L}_][\p{L}\p{N}_]*)\)? => $/u.exec(before)?.[1];
  return parameter !== undefined && parameter === firstLabel(text.slice(start, end));
}

const operator = /^(?: ==? |\[(?!\d{1,3}\.|[0-9a-f]{0,4}:))/u;
const beforeOperand =
  /(?:!|\$\{|\.\.\.|[\p{L}\p{N}_](?:\(|\(\[ ?)|={2,3} |\b(?:return|typeof|await) )$/u;
const lastBeforeOperand = anyOf('!{.([ ');

/** The last letters of `import`, `package`, `namespace`, `using`, `static` and `from`. */
const lastOfImports = anyOf('tegcm');
const imports = /(?:^|[\r\n;])[ \t]*(?:import|package|namespace|using)[ \t]+(?:static )?$/u;

/** `import test.support`, `package org.example.net;`, `from collections.abc import Mapping`. */
function isImported({ text, units }: Scan, start: number, end: number): boolean {
  // Nearly all words before a name end otherwise.
  if (!lastOfImports.has(unitAt(units, start - 2))) return false;
  const before = text.slice(Math.max(0, start - 32), start);
  if (/(?:^|[\r\n])[ \t]*from $/u.test(before)) return /^ import\b/u.test(text.slice(end, end + 8));
  return imports.test(before) && /^\s*(?:[;{\n]|as\b|$)/u.test(text.slice(end, end + 6));
}
