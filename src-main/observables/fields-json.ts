import {
  decoded,
  escapeLength,
  skipSpace,
  stringEnd,
  valueAfterKey,
} from './fields-json-string.ts';
import { keptName, pathOf } from './fields-path.ts';

const deepest = 64;

interface Level {
  /** the unit that closes it */
  readonly closer: number;
  /** where the key stands that is open in an object: `from` its first unit, -1 between a value and the next key and in arrays */
  from: number;
  to: number;
  /** true after a value, until the comma */
  hasValue: boolean;
}

/** The string that was asked about last: a long one may hold many finds. */
interface Told {
  readonly end: number;
  readonly field: string | null;
  /** the JSON that the string holds itself */
  readonly inner: Inner | null;
}

interface Inner {
  readonly at: (offset: number) => string | null;
  readonly depthAt: (offset: number) => number;
}

const nothing: Told = { end: -1, field: null, inner: null };

/** True when an object with a key opens at `at`, as JSON writes it or as Python prints it. */
export function opensObject(text: string, at: number): boolean {
  const first = firstString(text, at);
  const end = first < 0 ? -1 : stringEnd(text, first);
  return end > 0 && valueAfterKey(text, end) >= 0;
}

/** True when an array of strings or of objects opens at `at`. */
export function opensArray(text: string, at: number): boolean {
  return firstString(text, at) >= 0 || text.charCodeAt(skipSpace(text, at + 1)) === 0x7b;
}

/** Where the string begins that comes first after the bracket at `at`, or -1. */
function firstString(text: string, at: number): number {
  const first = skipSpace(text, at + 1);
  const unit = text.charCodeAt(first);
  return unit === 0x22 || unit === 0x27 ? first : -1;
}

/**
 * One JSON object or array, read from its opening bracket up to the offset asked for. What breaks the grammar in a way
 * that says "this record is cut off" ends it; what does not is passed over and names nothing.
 */
export class JsonRecord {
  readonly #text: string;
  readonly #prefix: string | null;
  readonly #apostrophes: boolean;
  readonly #levels: Level[] = [];
  #deeper = 0;
  #at: number;
  #oneLine = true;
  #end = Number.POSITIVE_INFINITY;
  #told = nothing;
  /** whether all escapes of the string told last are ones that exist, once that was asked */
  #proper: boolean | null = null;

  constructor(text: string, start: number, prefix: string | null) {
    this.#text = text;
    this.#at = start;
    this.#prefix = prefix;
    this.#apostrophes = text.charCodeAt(skipSpace(text, start + 1)) === 0x27;
  }

  /** Where it ended, or broke off, as far as it was read; Infinity before. */
  get end(): number {
    return this.#end;
  }

  at(offset: number): string | null {
    const told = this.#stringAt(offset);
    return told.inner?.at(offset) ?? told.field;
  }

  /** In how many strings, one in the other, `offset` stands: so often is a backslash escaped there. */
  depthAt(offset: number): number {
    const told = this.#stringAt(offset);
    if (offset >= told.end || !this.#escapes(offset, told.end)) return 0;
    return 1 + (told.inner?.depthAt(offset) ?? 0);
  }

  /** `"C:\Users"` is what people write who forget to escape: its backslashes are plain ones. */
  #escapes(offset: number, end: number): boolean {
    this.#proper ??= !/\\(?:u(?![0-9a-f]{4})|[^"'\\/bfnrtux])/iu.test(
      this.#text.slice(offset, end).replaceAll('\\\\', ''),
    );
    return this.#proper;
  }

  #stringAt(offset: number): Told {
    if (offset < this.#told.end) return this.#told;
    this.#told = nothing;
    this.#proper = null;
    while (this.#at < offset && this.#end > offset) this.#step(offset);
    return this.#told;
  }

  #step(offset: number): void {
    const unit = this.#text.charCodeAt(this.#at);
    if (unit === 0x22 || (unit === 0x27 && this.#apostrophes)) {
      this.#readString(offset);
      return;
    }
    if (unit === 0x7b || unit === 0x5b) this.#open(unit + 2);
    else if (unit === 0x7d || unit === 0x5d) this.#close(unit);
    else if (unit === 0x0a) this.#oneLine = false;
    else if (unit > 0x20 && unit !== 0x3a) this.#pass(unit);
    this.#at++;
  }

  #open(closer: number): void {
    const level = this.#levels.at(-1);
    // Where no value may stand, another record begins: this one was cut off.
    const misplaced = level?.closer === 0x7d && (level.from < 0 || level.hasValue);
    if (this.#deeper > 0) this.#deeper++;
    else if (misplaced) this.#end = this.#at;
    else if (this.#levels.length === deepest) this.#deeper++;
    else this.#levels.push({ closer, from: -1, to: -1, hasValue: false });
  }

  #close(unit: number): void {
    if (this.#deeper > 0) {
      this.#deeper--;
      return;
    }
    const closed = this.#levels.pop();
    const level = this.#levels.at(-1);
    if (closed?.closer !== unit) this.#end = this.#at;
    else if (level) level.hasValue = true;
    else this.#end = this.#at + 1;
  }

  /** A comma, or something that is no string: a number, a word, a mistake. */
  #pass(unit: number): void {
    const level = this.#levels.at(-1);
    if (!level || this.#deeper > 0) return;
    if (unit === 0x2c) level.from = -1;
    level.hasValue = unit !== 0x2c;
  }

  #readString(offset: number): void {
    const start = this.#at;
    const found = stringEnd(this.#text, start);
    const end = Math.abs(found);
    this.#at = end;
    // A line break in a string: of a record on one line it was the end, in a longer one only of the string.
    if (found < 0 && this.#oneLine) this.#end = end;
    const level = this.#levels.at(-1);
    if (!level || this.#deeper > 0) {
      if (end > offset) this.#told = { ...nothing, end };
    } else if (level.closer === 0x7d && found > 0 && valueAfterKey(this.#text, end) >= 0) {
      level.from = start + 1;
      level.to = end - 1;
      level.hasValue = false;
      if (end > offset)
        this.#told = { ...nothing, end, field: this.#path(this.#levels.length - 1) };
    } else {
      const fits = !level.hasValue && (level.closer === 0x5d || level.from >= 0);
      level.hasValue = true;
      if (end <= offset) return;
      const field = fits ? this.#path(this.#levels.length) : null;
      this.#told = { end, field, inner: innerRecord(this.#text, start + 1, end - 1, field) };
    }
  }

  #path(levels: number): string | null {
    const names = this.#levels.slice(0, levels).map(({ from, to }) => this.#name(from, to));
    return pathOf([this.#prefix, ...names]);
  }

  #name(from: number, to: number): string {
    const raw = from < 0 ? '' : keptName(this.#text.slice(from, to));
    return decoded(raw) ?? raw;
  }
}

/** The JSON that stands in a string of a record, below the field of that string. */
function innerRecord(text: string, start: number, end: number, field: string | null): Inner | null {
  if (field === null || !'[{'.includes(text.charAt(start))) return null;
  const inside = decoded(text.slice(start, end));
  if (inside === null || !/^[[{\s]{1,8}"/u.test(inside)) return null;
  const record = new JsonRecord(inside, 0, field);
  let raw = start;
  let at = 0;
  const moveTo = (offset: number): number => {
    for (; raw < offset; at++) raw += escapeLength(text, raw);
    return at;
  };
  return {
    at: (offset) => record.at(moveTo(offset)),
    depthAt: (offset) => record.depthAt(moveTo(offset)),
  };
}
