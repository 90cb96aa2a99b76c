import { Failure } from '../contract/failure.ts';
import type { SharedText, TextChange, TextPart, TextSource } from '../contract/text.ts';
import { pasteLimitBytes } from '../contract/vocabulary.ts';

/** Windows that write at once; one more, and the one that has been still for longest sends its text anew. */
export const mostTexts = 4;

/** Texts that windows are writing: each is sent once, and then only what changes in it. */
export type TextShelf = {
  readonly change: (change: TextChange) => void;
  /** the text itself; NOT_FOUND when it has changed or was put away: whoever shares it sends it again */
  readonly read: (source: TextSource) => string;
};

export function createTextShelf(): TextShelf {
  // The one that changed last stands last.
  const texts = new Map<string, { readonly revision: number; readonly text: string }>();

  function read({ id, revision }: SharedText): string {
    const known = texts.get(id);
    if (known?.revision !== revision) {
      throw new Failure('NOT_FOUND', 'The text has changed meanwhile. Try again.');
    }
    return known.text;
  }

  return {
    change({ id, revision, base, changes }) {
      const before = base === null ? '' : read({ id, revision: base });
      const text = changed(before, changes);
      if (text.length > pasteLimitBytes) throw tooLarge(text.length);
      texts.delete(id);
      texts.set(id, { revision, text });
      for (const oldest of texts.keys()) {
        if (texts.size <= mostTexts) break;
        texts.delete(oldest);
      }
    },
    read: (source) => (typeof source === 'string' ? source : read(source)),
  };
}

/** The parts count in the text as it was before all of them, in order. */
function changed(text: string, parts: readonly TextPart[]): string {
  let result = '';
  let taken = 0;
  for (const { from, to, insert } of parts) {
    if (from < taken || to < from || to > text.length) {
      throw new Failure('BAD_INPUT', 'The changes do not fit the text. Send it again.');
    }
    result += text.slice(taken, from) + insert;
    taken = to;
  }
  return result + text.slice(taken);
}

export function refuseTooLarge(text: string): void {
  // Counting bytes costs a pass over the text; most texts are far below and need none.
  if (text.length * 3 <= pasteLimitBytes) return;
  const bytes = Buffer.byteLength(text);
  if (bytes > pasteLimitBytes) throw tooLarge(bytes);
}

function tooLarge(bytes: number): Failure {
  const megabytes = Math.ceil(bytes / 1024 / 1024);
  return new Failure(
    'TOO_LARGE',
    `This text has ${megabytes} MB; ${pasteLimitBytes / 1024 / 1024} MB are taken at once. Split it, or cut it down to the part that matters.`,
  );
}
