import type { Fields } from './fields.ts';
import { paragraphTable } from './fields-table.ts';

/** Finds the tables between the paragraphs of a text, one after the other. */
export class TableReader {
  readonly #text: string;
  #table: Pick<Fields, 'at'> | null = null;
  #end: number;
  readonly #emptyLine = /\n[ \t\r]*\n/gu;

  constructor(text: string, from: number) {
    this.#text = text;
    this.#end = from;
  }

  /** The table that `offset` stands in, or null. */
  readTo(offset: number): Pick<Fields, 'at'> | null {
    while (this.#end <= offset) {
      const start = this.#end;
      this.#end = this.#paragraphEnd(start);
      const at = this.#end > offset ? paragraphTable(this.#text, start, this.#end) : null;
      this.#table = at && { at };
    }
    return this.#table;
  }

  /** After the empty line that ends the paragraph, or after the end of the text. */
  #paragraphEnd(start: number): number {
    this.#emptyLine.lastIndex = start;
    return this.#emptyLine.test(this.#text) ? this.#emptyLine.lastIndex : this.#text.length + 1;
  }
}
