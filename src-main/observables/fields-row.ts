/** As much of a cell as is looked at to tell a name from a value. */
const longestCell = 1000;

/** Where the cells of one row end, and where the next row begins. */
export interface Row {
  readonly start: number;
  /** ends of the cells, one more than were asked for at the most */
  readonly ends: readonly number[];
  readonly end: number;
}

/** Reads rows one after the other. Only a cell that begins with a quote is quoted; quotes are doubled in it. */
export class RowReader {
  readonly #text: string;
  readonly #delimiter: number;
  readonly #most: number;
  #quotes: boolean;

  /** `most` is how many cells of a row are told apart. */
  constructor(text: string, delimiter: string, most: number, quotes: boolean) {
    this.#text = text;
    this.#delimiter = delimiter.charCodeAt(0);
    this.#most = most;
    this.#quotes = quotes;
  }

  row(start: number): Row {
    const ends: number[] = [];
    let at = start;
    for (;;) {
      at = this.#cellEnd(at);
      if (ends.length <= this.#most) ends.push(at);
      if (this.#text.charCodeAt(at) !== this.#delimiter) return { start, ends, end: at + 1 };
      at++;
    }
  }

  /** The delimiter or line feed that ends the cell, or the end of the text. */
  #cellEnd(start: number): number {
    let at = start;
    while (this.#text.charCodeAt(at) === 0x20 && this.#delimiter !== 0x20) at++;
    if (this.#quotes && this.#text.charCodeAt(at) === 0x22) at = this.#afterQuotes(at);
    for (; at < this.#text.length; at++) {
      const unit = this.#text.charCodeAt(at);
      if (unit === this.#delimiter || unit === 0x0a) break;
    }
    return at;
  }

  /** After the quote that closes the cell; the opening one itself where none does, for the rest of the text. */
  #afterQuotes(open: number): number {
    for (let at = open + 1; at < this.#text.length; at++) {
      if (this.#text.charCodeAt(at) !== 0x22) continue;
      const next = this.#text.charCodeAt(at + 1);
      if (next === 0x22) at++;
      else if (next === this.#delimiter || next === 0x0a || next === 0x0d || next !== next)
        return at + 1;
    }
    this.#quotes = false;
    return open;
  }
}

/** The cells of a row as a person reads them, long ones cut. */
export function cellsOf(text: string, row: Row): string[] {
  let start = row.start;
  return row.ends.map((end) => {
    const cell = text.slice(start, Math.min(end, start + longestCell)).trim();
    start = end + 1;
    return /^"[^]*"$/u.test(cell) ? cell.slice(1, -1).replaceAll('""', '"').trim() : cell;
  });
}
