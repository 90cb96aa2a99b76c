import type { Fields } from './fields.ts';
import { paragraphTable } from './fields-table.ts';

/** Finds the tables between the paragraphs of a text, one after the other. */
export class TableReader {
  readonly #text: string;
  #table: Pick<Fields, 'at'> | null = null;
  #end: number;

  constructor(text: string, from: number) {
    this.#text = text;
    this.#end = from;
  }

  /** The table that `offset` stands in, or null. */
  readTo(offset: number): Pick<Fields, 'at'> | null {
    while (this.#end <= offset) {
      const start = this.#end;
      this.#end = paragraphEnd(this.#text, start);
      const at = this.#end > offset ? paragraphTable(this.#text, start, this.#end) : null;
      this.#table = at && { at };
    }
    return this.#table;
  }
}

/** After the empty line that ends the paragraph, or after the end of the text. */
function paragraphEnd(text: string, start: number): number {
  let at = text.indexOf('\n', start);
  while (at >= 0) {
    let next = at + 1;
    while (isBlank(text.charCodeAt(next))) next++;
    if (text.charCodeAt(next) === 0x0a) return next + 1;
    at = text.indexOf('\n', next);
  }
  return text.length + 1;
}

function isBlank(unit: number): boolean {
  return unit === 0x20 || unit === 0x09 || unit === 0x0d;
}
