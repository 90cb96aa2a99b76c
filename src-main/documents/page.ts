/** Where readers write: a text that never grows past its limit and holds nothing that a text box would refuse. */
export interface Page {
  /** as it is, but for control characters */
  write(text: string): void;
  /** a line of its own, whatever stands before it */
  line(text: string): void;
  /** a section: an empty line before it, and the heading once something follows */
  section(heading: string): void;
  /** a sentence for the analyst beside the text */
  note(sentence: string): void;
  /** true once the limit is reached: a reader may stop, further writing is lost */
  readonly isFull: boolean;
  finish(): { readonly text: string; readonly notes: readonly string[] };
}

/** UTF-16 units; the text of a book of a thousand pages is a fifth of it */
export const documentTextLimit = 16 * 1024 * 1024;

const controls = /(?![\t\n])\p{Cc}/gu;

export function createPage(limit: number = documentTextLimit): Page {
  const parts: string[] = [];
  const notes = new Set<string>();
  let length = 0;
  let ended = '\n\n';
  let pending: string | null = null;

  function add(text: string): void {
    if (text === '' || length >= limit) return;
    const taken = text.slice(0, limit - length);
    parts.push(taken);
    length += taken.length;
    ended = (ended + taken.slice(-2)).slice(-2);
  }
  function write(text: string): void {
    const clean = text.replaceAll(/\r\n?/g, '\n').replace(controls, ' ');
    if (pending !== null && clean.trim() !== '') {
      if (ended !== '\n\n') add(ended.endsWith('\n') ? '\n' : '\n\n');
      if (pending !== '') add(`${pending}:\n`);
      pending = null;
    }
    add(clean);
  }
  return {
    write,
    line(text) {
      if (!ended.endsWith('\n')) add('\n');
      write(`${text}\n`);
    },
    section(heading) {
      pending = heading;
    },
    note: (sentence) => void notes.add(sentence),
    get isFull() {
      return length >= limit;
    },
    finish() {
      if (length >= limit) {
        notes.add(`Only the first ${Math.round(limit / 1024 / 1024)} MB of its text are here.`);
      }
      return { text: parts.join('').trimEnd(), notes: [...notes].slice(0, 10) };
    },
  };
}
