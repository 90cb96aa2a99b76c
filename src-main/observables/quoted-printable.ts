import { type Reading, ReadingBuilder } from './reading.ts';

const header = /content-transfer-encoding:[ \t]*quoted-printable/iu;
const bytes = /(?:=[0-9A-F]{2}){1,200}/uy;

/**
 * Raw mail with its quoted-printable parts undone: `=3D` is an equals sign, and `=` at the end of a line joins it with
 * the next. Other texts, where equals signs stand for themselves, are read as they are.
 */
export function withoutQuotedPrintable(text: string): Reading {
  const built = new ReadingBuilder(text);
  if (!isQuotedPrintable(text)) return built.finish();
  const form = new RegExp(bytes);
  for (let at = text.indexOf('='); at >= 0; at = text.indexOf('=', Math.max(at + 1, built.taken))) {
    const lineBreak = text[at + 1] === '\r' ? at + 2 : at + 1;
    if (text[lineBreak] === '\n') {
      built.replace({ start: at, end: lineBreak + 1, by: '' });
      continue;
    }
    form.lastIndex = at;
    const written = form.exec(text)?.[0];
    if (written === undefined) continue;
    const by = Buffer.from(written.replaceAll('=', ''), 'hex').toString();
    built.replace({ start: at, end: at + written.length, by });
  }
  return built.finish();
}

/** The marks of HTML in such a part, or the header that announces one. */
function isQuotedPrintable(text: string): boolean {
  return text.includes('=3D"') || (text.includes('rintable') && header.test(text));
}
