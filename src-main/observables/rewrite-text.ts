import { defang, type TextForm } from '../contract/defang.ts';
import type { Find, Observable } from '../contract/observable.ts';
import { canonicalValue } from './canonical.ts';
import { refang } from './refang.ts';

export type Place = Pick<Find, 'type' | 'value' | 'start' | 'end' | 'nestedIn'>;

/**
 * The text with each find in this form, whatever form it was written in; everything else stays to the letter, and
 * so does the spelling of a find but for its dots, ats and schemes. `finds` in order, as found in this text.
 */
export function rewriteText(text: string, finds: readonly Place[], form: TextForm): string {
  const parts: string[] = [];
  let taken = 0;
  for (const find of finds) {
    // What is nested is part of what it was read out of.
    if (find.nestedIn !== undefined || find.start < taken) continue;
    const written = text.slice(find.start, find.end);
    parts.push(text.slice(taken, find.start), rewritten(find, written, form));
    taken = find.end;
  }
  return parts.join('') + text.slice(taken);
}

function rewritten({ type, value }: Place, written: string, form: TextForm): string {
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
  if (canonicalValue(type, read) === value) return read;
  return defang({ type, value }, 'full-brackets') === value ? written : value;
}
