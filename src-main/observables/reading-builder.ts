import { bitsOf, Word } from './characters.ts';
import { type Reading, readInPieces, readTwice } from './reading.ts';
import { roomForUnits } from './units.ts';

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
    if (this.#replacements.length === 0) return this.#reading;
    const units = this.#unitsRead();
    return readTwice(this.#reading, readInPieces(units, this.#read, this.#stood));
  }

  /** Pieces of what was given and replacements in turn. */
  #unitsRead(): Uint16Array {
    const given = this.#reading.units;
    const stood = this.#stood;
    const rest = this.#given.length - this.#taken;
    const units = roomForUnits(this.#length + rest);
    let to = 0;
    this.#replacements.forEach((by, index) => {
      to = copyUnits(given, stood[2 * index] ?? 0, stood[2 * index + 1] ?? 0, units, to);
      for (let at = 0; at < by.length; at++) units[to++] = by.charCodeAt(at);
    });
    copyUnits(given, this.#taken, this.#given.length, units, to);
    return units;
  }
}

/** A stretch that is shorter than this is copied sooner than a copy of it is asked for. */
const short = 24;

/** Returns where the copy ends. */
function copyUnits(
  from: Uint16Array,
  start: number,
  end: number,
  into: Uint16Array,
  at: number,
): number {
  if (end - start >= short) into.set(from.subarray(start, end), at);
  else for (let unit = start; unit < end; unit++) into[at + unit - start] = from[unit] ?? 0;
  return at + end - start;
}
