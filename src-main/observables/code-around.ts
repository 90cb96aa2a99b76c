import type { NameLook } from './name-look.ts';
import { isWord } from './characters.ts';
import { firstLabel } from './labels.ts';

/** Whether a name is one of a program (a variable, a member, a name space), by what stands around it. */
export function isCode(text: string, name: NameLook, start: number, end: number): boolean {
  const before = text.charAt(start - 1);
  const after = text.charAt(end);
  if (before === '$' && !name.plainEnd) return true;
  if (before === '\\' && isWord(text, start - 2)) return true;
  if (after === '{' || text.startsWith('::', end) || text.startsWith('->', end)) return true;
  if (name.oneLetter && isTouched(before, after)) return true;
  if (before === ' ' && isImported(text, start, end)) return true;
  if (name.commonEnd) return false;
  if (assigned.test(text.slice(end, end + 4))) return true;
  return name.codeEnd && (isKey(text, end) || isOperand(text, start, end));
}

/** `e.cc=b.no;`: names of one letter beside the marks of a program. */
function isTouched(before: string, after: string): boolean {
  return (
    (before !== '' && '=(;{[!,+'.includes(before)) || (after !== '' && '=;)}]!?+,'.includes(after))
  );
}

/** `a.top === b`, `a.top += 1`, `a.top?.b`. */
const assigned = /^(?: ?(?:[=!]==|[-+*|]=)|\?\.)/u;

/** The name of a field: `dns.question.name=…`, `"dns.question.name": …`. */
function isKey(text: string, end: number): boolean {
  return text[end] === '=' || /^["']\s?:/u.test(text.slice(end, end + 3));
}

/** `cookie.secure = true`, `rows.data[0]`, `!entry.open`, `${release.id}`, `push(task.id, 1)`, `row => row.id`. */
function isOperand(text: string, start: number, end: number): boolean {
  const after = text.slice(end, end + 5);
  if (/^(?: ==? |\[(?!\d{1,3}\.|[0-9a-f]{0,4}:))/u.test(after)) return true;
  const before = text.slice(Math.max(0, start - 24), start);
  if (
    /(?:!|\$\{|\.\.\.|[\p{L}\p{N}_](?:\(|\(\[ ?)|={2,3} |\b(?:return|typeof|await) )$/u.test(before)
  )
    return true;
  const parameter = /([\p{L}_][\p{L}\p{N}_]*)\)? => $/u.exec(before)?.[1];
  return parameter !== undefined && parameter === firstLabel(text.slice(start, end));
}

const imports = /(?:^|[\r\n;])[ \t]*(?:import|package|namespace|using)[ \t]+(?:static )?$/u;

/** `import test.support`, `package org.example.net;`, `from collections.abc import Mapping`. */
function isImported(text: string, start: number, end: number): boolean {
  // The last letters of these words: nearly all words before a name have another one.
  if (!'tegcm'.includes(text.charAt(start - 2))) return false;
  const before = text.slice(Math.max(0, start - 32), start);
  if (/(?:^|[\r\n])[ \t]*from $/u.test(before)) return /^ import\b/u.test(text.slice(end, end + 8));
  return imports.test(before) && /^\s*(?:[;{\n]|as\b|$)/u.test(text.slice(end, end + 6));
}
