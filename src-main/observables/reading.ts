import { textOf, unitsOf } from './units.ts';

/**
 * A text as it is read (refanged), with the way back: where each piece of it stands in the text as it was given.
 * Only places where the two differ are kept, so an ordinary report costs nothing.
 */
export interface Reading {
  readonly text: string;
  /** the units of `text` */
  readonly units: Uint16Array;
  /** nothing in it is read differently */
  readonly isSame: boolean;
  /** how far the given text is ahead of a stretch of `text` that is read as it stands; null where anything differs */
  shiftOf(start: number, end: number): number | null;
  /** offset in the given text of a stretch of `text` that begins at `position` */
  startOf(position: number): number;
  /** offset in the given text of a stretch of `text` that ends at `position` */
  endOf(position: number): number;
  /** whether anything in the stretch is read differently from how it stands there */
  differs(start: number, end: number): boolean;
}

/** The units are made once, when somebody asks. */
class ReadUnits {
  readonly text: string;
  #units: Uint16Array | undefined;

  constructor(text: string, units?: Uint16Array) {
    this.text = text;
    this.#units = units;
  }

  get units(): Uint16Array {
    return (this.#units ??= unitsOf(this.text));
  }
}

class ReadAsGiven extends ReadUnits implements Reading {
  readonly isSame = true;

  shiftOf(): number | null {
    return 0;
  }

  startOf(position: number): number {
    return position;
  }

  endOf(position: number): number {
    return position;
  }

  differs(): boolean {
    return false;
  }
}

/** Behind the beginning of the last piece: more than any text is long, and still a small number to V8. */
const never = 2 ** 30 - 1;

class ReadInPieces extends ReadUnits implements Reading {
  readonly isSame = false;
  readonly #read: number[];
  readonly #stood: number[];
  #last = 0;

  constructor(units: Uint16Array, read: readonly number[], stood: readonly number[]) {
    super(textOf(units), units);
    this.#read = [...read, never];
    this.#stood = [...stood, never];
  }

  shiftOf(start: number, end: number): number | null {
    const piece = this.#pieceAt(start);
    if (isReplacement(piece) || (this.#read[piece + 1] ?? 0) < end) return null;
    return (this.#stood[piece] ?? 0) - (this.#read[piece] ?? 0);
  }

  startOf(position: number): number {
    const piece = this.#pieceAt(position);
    const begin = this.#stood[piece] ?? 0;
    return isReplacement(piece) ? begin : begin + position - (this.#read[piece] ?? 0);
  }

  endOf(position: number): number {
    const piece = this.#pieceAt(position - 1);
    if (isReplacement(piece)) return this.#stood[piece + 1] ?? 0;
    return (this.#stood[piece] ?? 0) + position - (this.#read[piece] ?? 0);
  }

  differs(start: number, end: number): boolean {
    return this.shiftOf(start, end) === null;
  }

  /**
   * Index of the last piece that does not begin after `position`. Who asks goes through the text from left to right,
   * so the answer is near the last.
   */
  #pieceAt(position: number): number {
    const begins = this.#read;
    let piece = this.#last;
    if ((begins[piece] ?? 0) > position) piece = this.#search(position);
    for (let step = 0; (begins[piece + 1] ?? 0) <= position; step++) {
      piece = step < 16 ? piece + 1 : this.#search(position);
    }
    this.#last = piece;
    return piece;
  }

  #search(position: number): number {
    let low = 0;
    let high = this.#read.length - 2;
    while (low < high) {
      const middle = (low + high + 1) >>> 1;
      if ((this.#read[middle] ?? 0) <= position) low = middle;
      else high = middle - 1;
    }
    return low;
  }
}

function isReplacement(piece: number): boolean {
  return (piece & 1) === 1;
}

class ReadTwice implements Reading {
  readonly isSame = false;
  readonly #inner: Reading;
  readonly #outer: Reading;

  constructor(inner: Reading, outer: Reading) {
    this.#inner = inner;
    this.#outer = outer;
  }

  get text(): string {
    return this.#outer.text;
  }

  get units(): Uint16Array {
    return this.#outer.units;
  }

  shiftOf(start: number, end: number): number | null {
    const outer = this.#outer.shiftOf(start, end);
    const inner = outer === null ? null : this.#inner.shiftOf(start + outer, end + outer);
    return outer === null || inner === null ? null : outer + inner;
  }

  startOf(position: number): number {
    return this.#inner.startOf(this.#outer.startOf(position));
  }

  endOf(position: number): number {
    return this.#inner.endOf(this.#outer.endOf(position));
  }

  differs(start: number, end: number): boolean {
    return this.shiftOf(start, end) === null;
  }
}

/** A text that is read as it stands. Who has its units hands them on. */
export function readAsGiven(text: string, units?: Uint16Array): Reading {
  return new ReadAsGiven(text, units);
}

/**
 * A text made of pieces that stand in the given one and of replacements, in turn: piece n begins at `read[n]` and
 * stands at `stood[n]`.
 */
export function readInPieces(
  units: Uint16Array,
  read: readonly number[],
  stood: readonly number[],
): Reading {
  return new ReadInPieces(units, read, stood);
}

/** One reading of another: `outer` was made of the text of `inner`. */
export function readTwice(inner: Reading, outer: Reading): Reading {
  if (inner.isSame) return outer;
  if (outer.isSame) return inner;
  return new ReadTwice(inner, outer);
}
