import { defang, type TextForm } from '../contract/defang.ts';
import type { Find, Observable } from '../contract/observable.ts';
import { observableTypes } from '../contract/vocabulary.ts';
import { canonicalValue } from './canonical.ts';
import { refang } from './refang.ts';

export type Place = Pick<Find, 'type' | 'value' | 'start' | 'end' | 'nestedIn'>;

const builtIn: ReadonlySet<string> = new Set(observableTypes);

/**
 * The text with each find in this form, whatever form it was written in; everything else stays to the letter, and
 * so does the spelling of a find but for its dots, ats and schemes. `finds` in order, as found in this text.
 *
 * Of finds that overlap the outer one is written. Where a match of an admin's type and another find only overlap,
 * the other one is written whole, and of the match what is left.
 */
export function rewriteText(text: string, finds: readonly Place[], form: TextForm): string {
  const parts: string[] = [];
  let taken = 0;
  finds.forEach((find, index) => {
    // What is nested is part of what it was read out of.
    if (find.nestedIn !== undefined || find.end <= taken) return;
    const start = Math.max(find.start, taken);
    const end = builtIn.has(find.type) ? find.end : endOfMatch(finds, index);
    const written = text.slice(start, end);
    const isWhole = start === find.start && end === find.end;
    parts.push(
      text.slice(taken, start),
      isWhole ? rewritten(find, written, form) : rewritten(rest(written), written, form),
    );
    taken = end;
  });
  return parts.join('') + text.slice(taken);
}

/** Where the find begins that goes on beyond this one; else its own end. */
function endOfMatch(finds: readonly Place[], index: number): number {
  const end = finds[index]?.end ?? 0;
  for (let next = index + 1; next < finds.length; next++) {
    const other = finds[next];
    if (other === undefined || other.start >= end) break;
    if (other.nestedIn === undefined && other.end > end) return other.start;
  }
  return end;
}

/** A part of a find is of no type that is known. */
const rest = (written: string): Observable => ({ type: '', value: refang(written) });

function rewritten({ type, value }: Observable, written: string, form: TextForm): string {
  const plain = plainText({ type, value }, written);
  if (form === 'refanged') return plain;
  const shown = defang({ type, value: plain }, form);
  return shown === plain ? written : shown;
}

/**
 * `Evil[.]com` is `Evil.com`. What only the whole scanner could read (percent signs, escapes of JSON) is put down as
 * it understood it, where that makes a link; a path or a key stays as it was written.
 */
function plainText({ type, value }: Observable, written: string): string {
  const read = refang(written);
  // An admin's type may ignore case.
  const isSame = builtIn.has(type)
    ? canonicalValue(type, read) === value
    : read.toLowerCase() === value.toLowerCase();
  if (isSame) return read;
  return defang({ type, value }, 'full-brackets') === value ? written : value;
}
