import { type Reading, readAsGiven } from './reading.ts';
import { ReadingBuilder } from './reading-builder.ts';

/** A stretch of a text. */
export interface Stretch {
  readonly start: number;
  readonly end: number;
}

const header = /^content-transfer-encoding:[ \t]*quoted-printable/gimu;
const emptyLine = /\r?\n[ \t]*\r?\n/gu;
const boundary = /\n--[^\s-][^\n]{4}/gu;
const bytes = /(?:=[0-9A-F]{2}){1,200}/uy;
/** How far the other headers of a part, and the two ends of a tag, may be. */
const longestHead = 4000;
const longestTag = 4000;

/**
 * Where a text is written quoted-printable: in the parts of a raw mail whose header says so, and in tags of HTML that
 * show it (`href=3D"…"`). Elsewhere equals signs stand for themselves.
 */
export function quotedPrintableIn(text: string): readonly Stretch[] {
  // The pattern first: the engine finds what begins with a rare letter many times as fast as what does not.
  const isNamed = /quoted-printable/iu.test(text) && text.includes('rintable');
  return isNamed && text.search(header) >= 0 ? announced(text) : tags(text);
}

/** From the empty line after the headers to the line that ends the part. */
function announced(text: string): readonly Stretch[] {
  const parts: Stretch[] = [];
  for (const { index } of text.matchAll(header)) {
    if (index < (parts.at(-1)?.end ?? 0)) continue;
    const start = endOfNext(emptyLine, text, index);
    if (start < 0 || start - index > longestHead) continue;
    const end = startOfNext(boundary, text, start - 1);
    parts.push({ start, end: end < 0 ? text.length : end });
  }
  return parts;
}

function tags(text: string): readonly Stretch[] {
  const found: Stretch[] = [];
  for (let at = text.indexOf('=3D"'); at >= 0; at = text.indexOf('=3D"', at + 4)) {
    if (at < (found.at(-1)?.end ?? 0)) continue;
    const open = text.slice(Math.max(0, at - longestTag), at).lastIndexOf('<');
    const close = text.slice(at, at + longestTag).indexOf('>');
    const start = Math.max(0, at - longestTag) + open;
    if (open < 0 || close < 0 || text.slice(start, at).includes('>')) continue;
    found.push({ start, end: at + close });
  }
  return found;
}

function startOfNext(form: RegExp, text: string, from: number): number {
  const next = new RegExp(form);
  next.lastIndex = Math.max(0, from);
  return next.exec(text)?.index ?? -1;
}

function endOfNext(form: RegExp, text: string, from: number): number {
  const next = new RegExp(form);
  next.lastIndex = from;
  return next.exec(text) === null ? -1 : next.lastIndex;
}

/** The text with these stretches undone: `=3D` is an equals sign, and `=` at the end of a line joins it with the next. */
export function withoutQuotedPrintable(text: string, stretches: readonly Stretch[]): Reading {
  const built = new ReadingBuilder(readAsGiven(text));
  const form = new RegExp(bytes);
  for (const { start, end } of stretches) {
    for (let at = text.indexOf('=', start); at >= 0 && at < end; at = text.indexOf('=', at)) {
      const lineBreak = text[at + 1] === '\r' ? at + 2 : at + 1;
      if (text[lineBreak] === '\n') {
        built.replace({ start: at, end: lineBreak + 1, by: '' });
        at = lineBreak + 1;
        continue;
      }
      form.lastIndex = at;
      const written = form.exec(text)?.[0] ?? '';
      if (written !== '') {
        const by = Buffer.from(written.replaceAll('=', ''), 'hex').toString();
        built.replace({ start: at, end: at + written.length, by });
      }
      at += Math.max(1, written.length);
    }
  }
  return built.finish();
}
