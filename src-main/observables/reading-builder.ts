import { bitsOf, Word } from './characters.ts';
import { type Reading, readInPieces, readTwice } from './reading.ts';

/** One place that is read differently; replacements come in order and do not overlap. */
export interface Replacement {
  readonly start: number;
  readonly end: number;
  readonly by: string;
}

/** Collects replacements from left to right and yields the reading. */
export class ReadingBuilder {
  readonly #reading: Reading;
  readonly #given: string;
  readonly #replacements: string[] = [];
  // Piece n of the reading begins at #read[n] and stands at #stood[n]; odd pieces are replacements.
  readonly #read: number[] = [0];
  readonly #stood: number[] = [0];
  #length = 0;
  #taken = 0;
  #last = '';

  /** Replacements are made in the text that `given` reads; the way back leads to the text that it was made of. */
  constructor(given: Reading) {
    this.#reading = given;
    this.#given = given.text;
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
    const last = at > this.#taken ? this.#given.charCodeAt(at - 1) : this.#last.charCodeAt(0);
    return (bitsOf(last) & Word) !== 0;
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
    return this.#replacements.length === 0
      ? this.#reading
      : readTwice(this.#reading, readInPieces(this.#textRead(), this.#read, this.#stood));
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
