import { isWord } from './characters.ts';

/**
 * A text as it is read (refanged), with the way back: where each piece of it stands in the text as it was given.
 * Only places where the two differ are kept, so an ordinary report costs nothing.
 */
export interface Reading {
  readonly text: string;
  /** nothing in it is read differently */
  readonly isSame: boolean;
  /** offset in the given text of a stretch of `text` that begins at `position` */
  readonly startOf: (position: number) => number;
  /** offset in the given text of a stretch of `text` that ends at `position` */
  readonly endOf: (position: number) => number;
  /** whether anything in the stretch is read differently from how it stands there */
  readonly differs: (start: number, end: number) => boolean;
}

/** One place that is read differently; replacements come in order and do not overlap. */
export interface Replacement {
  readonly start: number;
  readonly end: number;
  readonly by: string;
}

/** Collects replacements from left to right and yields the reading. */
export class ReadingBuilder {
  readonly #given: string;
  readonly #replacements: string[] = [];
  // Piece n of the reading begins at #read[n] and stands at #stood[n]; odd pieces are replacements.
  readonly #read: number[] = [0];
  readonly #stood: number[] = [0];
  #length = 0;
  #taken = 0;
  #last = '';

  constructor(given: string) {
    this.#given = given;
  }

  /** Where the next replacement may begin. */
  get taken(): number {
    return this.#taken;
  }

  /** The last unit read before `at`, with what was replaced taken into account; '' at the beginning. */
  lastBefore(at: number): string {
    return at > this.#taken ? this.#given.charAt(at - 1) : this.#last;
  }

  /** Whether a word, as read, ends right before `at`. */
  endsInWord(at: number): boolean {
    return isWord(this.lastBefore(at), 0);
  }

  replace({ start, end, by }: Replacement): void {
    const kept = start - this.#taken;
    this.#replacements.push(by);
    if (by !== '') this.#last = by.charAt(by.length - 1);
    else if (kept > 0) this.#last = this.#given.charAt(start - 1);
    this.#read.push(this.#length + kept, this.#length + kept + by.length);
    this.#stood.push(start, end);
    this.#length += kept + by.length;
    this.#taken = end;
  }

  finish(): Reading {
    if (this.#replacements.length === 0) return asItIs(this.#given);
    const stood = this.#stood;
    const read = this.#read;
    const pieces = new Pieces(read);
    const text = this.#textRead();
    return {
      text,
      isSame: false,
      startOf: (position) => {
        const piece = pieces.at(position);
        const begin = stood[piece] ?? 0;
        return piece % 2 === 0 ? begin + position - (read[piece] ?? 0) : begin;
      },
      endOf: (position) => {
        const piece = pieces.at(position - 1);
        const begin = stood[piece] ?? 0;
        return piece % 2 === 0
          ? begin + position - (read[piece] ?? 0)
          : (stood[piece + 1] ?? begin);
      },
      differs: (start, end) => {
        const piece = pieces.at(start);
        return piece % 2 === 1 || (read[piece + 1] ?? end) < end;
      },
    };
  }

  /** Pieces of what was given and replacements in turn. */
  #textRead(): string {
    const pieces = [this.#given.slice(0, this.#stood[1])];
    this.#replacements.forEach((by, index) => {
      pieces.push(by, this.#given.slice(this.#stood[2 * index + 2], this.#stood[2 * index + 3]));
    });
    return pieces.join('');
  }
}

/** A text that is read as it stands. */
function asItIs(text: string): Reading {
  return {
    text,
    isSame: true,
    startOf: (position) => position,
    endOf: (position) => position,
    differs: () => false,
  };
}

/** One reading of another: `outer` was made of the text of `inner`. */
export function readTwice(inner: Reading, outer: Reading): Reading {
  if (inner.isSame) return outer;
  if (outer.isSame) return inner;
  return {
    text: outer.text,
    isSame: false,
    startOf: (position) => inner.startOf(outer.startOf(position)),
    endOf: (position) => inner.endOf(outer.endOf(position)),
    differs: (start, end) =>
      outer.differs(start, end) || inner.differs(outer.startOf(start), outer.endOf(end)),
  };
}

/** Which piece holds a position. Who asks goes through the text from left to right, so the answer is near the last. */
class Pieces {
  readonly #begins: readonly number[];
  #last = 0;

  constructor(begins: readonly number[]) {
    this.#begins = begins;
  }

  /** Index of the last piece that does not begin after `position`. */
  at(position: number): number {
    const begins = this.#begins;
    let piece = this.#last;
    if ((begins[piece] ?? 0) > position) piece = this.#search(position);
    for (let step = 0; (begins[piece + 1] ?? Infinity) <= position; step++) {
      piece = step < 16 ? piece + 1 : this.#search(position);
    }
    this.#last = piece;
    return piece;
  }

  #search(position: number): number {
    let low = 0;
    let high = this.#begins.length - 1;
    while (low < high) {
      const middle = (low + high + 1) >>> 1;
      if ((this.#begins[middle] ?? 0) <= position) low = middle;
      else high = middle - 1;
    }
    return low;
  }
}
