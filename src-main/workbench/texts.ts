import { Failure } from '../contract/failure.ts';
import type { SharedText, TextChange, TextPart, TextSource } from '../contract/text.ts';
import { pasteLimitBytes } from '../contract/vocabulary.ts';

/** Windows that write at once; one more, and the one that has been still for longest sends its text anew. */
export const mostTexts = 4;

/** Texts that windows are writing: each is sent once, and then only what changes in it. */
export type TextShelf = {
  readonly change: (change: TextChange) => void;
  /**
   * The text itself. NOT_FOUND when it has changed or was put away: whoever shares it sends it again. TOO_LARGE past
   * the limit.
   */
  readonly read: (source: TextSource) => string;
};

type Shelved = {
  readonly revision: number;
  readonly text: string;
  /** once for each revision that is asked about, not for each of the parts that it arrives in */
  isCounted: boolean;
};

export function createTextShelf(): TextShelf {
  // The one that changed last stands last.
  const texts = new Map<string, Shelved>();

  function find({ id, revision }: SharedText): Shelved {
    const known = texts.get(id);
    if (known?.revision !== revision) {
      throw new Failure('NOT_FOUND', 'The text has changed meanwhile. Try again.');
    }
    return known;
  }

  return {
    change({ id, revision, base, changes }) {
      const before = base === null ? '' : find({ id, revision: base }).text;
      const text = changed(before, changes);
      if (text.length > pasteLimitBytes) throw tooLarge(text.length);
      texts.delete(id);
      texts.set(id, { revision, text, isCounted: false });
      for (const oldest of texts.keys()) {
        if (texts.size <= mostTexts) break;
        texts.delete(oldest);
      }
    },
    read(source) {
      if (typeof source === 'string') {
        refuseTooLarge(source);
        return source;
      }
      const shelved = find(source);
      if (!shelved.isCounted) refuseTooLarge(shelved.text);
      shelved.isCounted = true;
      return shelved.text;
    },
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

function refuseTooLarge(text: string): void {
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
