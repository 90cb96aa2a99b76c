import type { Fields } from './fields.ts';
import { JsonRecord, opensArray, opensObject } from './fields-json.ts';
import { decoded, stringEnd, valueAfterKey } from './fields-json-string.ts';
import { TableReader } from './fields-paragraphs.ts';
import { keyBefore, labelBefore, Pair, quotedPair, skipBlanks } from './fields-pairs.ts';
import { unitsOf } from './units.ts';

/** The units that may give what follows a name. Asked for each unit of a text: one array read instead of comparisons. */
const isMark = new Uint8Array(0x10000);
for (const mark of '="{<:') isMark[mark.charCodeAt(0)] = 1;

const longestTag = 4000;
const longestKey = 80;

/**
 * Fields of JSON objects, of pairs (`key=value`, CEF, LEEF) and of the tables between paragraphs, wherever they stand in
 * a text from `from` on.
 */
export function recordFields(text: string, from: number): Pick<Fields, 'at' | 'depthAt'> {
  const reader = new RecordReader(text, from);
  const tables = new TableReader(text, from);
  return {
    at: (offset) => {
      const holder = reader.readTo(offset);
      if (holder instanceof JsonRecord) return holder.at(offset);
      return tables.readTo(offset)?.at(offset) ?? holder?.at(offset) ?? null;
    },
    depthAt: (offset) => {
      const holder = reader.readTo(offset);
      return holder instanceof JsonRecord ? holder.depthAt(offset) : 0;
    },
  };
}

class RecordReader {
  readonly #text: string;
  readonly #units: Uint16Array;
  #at: number;
  #record: JsonRecord | null = null;
  #pair: Pair | null = null;
  /** before it values hold blanks, as CEF and LEEF have them */
  #blanksUntil = 0;

  constructor(text: string, from: number) {
    this.#text = text;
    this.#units = unitsOf(text);
    this.#at = from;
  }

  /** What names the place at `offset`. */
  readTo(offset: number): JsonRecord | Pair | null {
    for (;;) {
      const record = this.#record;
      if (record) {
        record.at(offset);
        if (record.end > offset) return record;
        this.#at = record.end;
        this.#record = null;
        this.#pair = null;
      }
      if (this.#at >= offset) return this.#pair;
      this.#readPairs(offset);
      if (!this.#record) return this.#pair;
    }
  }

  /** Goes from one thing that may have a name to the next, up to `offset` or into a record. */
  #readPairs(offset: number): void {
    const units = this.#units;
    let at = this.#at;
    while (at < offset && !this.#record) {
      while (at < offset && isMark[units[at] ?? 0] === 0) at++;
      if (at < offset) at = this.#take(at, units[at] ?? 0);
    }
    this.#at = at;
  }

  #take(at: number, unit: number): number {
    if (unit === 0x3d) return this.#takeEquals(at);
    if (unit === 0x22) return this.#takeQuote(at);
    if (unit === 0x7b) return opensObject(this.#text, at) ? this.#open(at, null) : at + 1;
    return unit === 0x3c ? this.#takeTag(at) : this.#takeColon(at);
  }

  #open(at: number, name: string | null): number {
    this.#record = new JsonRecord(this.#text, at, name);
    return at + 1;
  }

  #takeEquals(at: number): number {
    const text = this.#text;
    // `==`, `=>`, `=~`
    if ('=>~'.includes(text.charAt(at + 1))) return at + 2;
    const key = keyBefore(text, at);
    const held = at < this.#blanksUntil;
    if (key === null || (held && key.spaced)) return at + 1;
    const start = key.spaced ? skipBlanks(text, at + 1) : at + 1;
    const first = text.charAt(start);
    const opens = first === '{' ? opensObject : first === '[' ? opensArray : null;
    if (opens?.(text, start)) return this.#open(start, key.name);
    const quoted =
      !held && (first === '"' || first === "'") ? this.#takeQuoted(key.name, start) : null;
    if (quoted !== null) return quoted;
    this.#pair = new Pair(text, key.name, start, held ? 'line' : 'blank');
    return start;
  }

  /** `"key": "value"` where the beginning of the record is missing, and `key:"value"`. */
  #takeQuote(at: number): number {
    const text = this.#text;
    if (at < this.#blanksUntil) return at + 1;
    const end = stringEnd(text, at, at + longestKey);
    const value = end < 0 ? -1 : valueAfterKey(text, end);
    if (value >= 0) {
      const first = text.charAt(value);
      const raw = text.slice(at + 1, end - 1);
      const name = decoded(raw) ?? raw;
      if (first === '{' || first === '[') return this.#open(value, name);
      if (first === '"') return this.#takeQuoted(name, value) ?? end;
    }
    const key = text.charCodeAt(at - 1) === 0x3a ? keyBefore(text, at - 1) : null;
    return (key && !key.spaced ? this.#takeQuoted(key.name, at) : null) ?? at + 1;
  }

  #takeQuoted(name: string, at: number): number | null {
    const quoted = quotedPair(this.#text, name, at);
    if (quoted) this.#pair = quoted.pair;
    return quoted?.end ?? null;
  }

  /** Attributes of HTML name nothing; `<Data Name="DestinationIp">` of Windows events does. */
  #takeTag(at: number): number {
    const text = this.#text;
    const limit = Math.min(text.length, at + longestTag);
    let end = at + 1;
    while (end < limit && text.charCodeAt(end) !== 0x3e && text.charCodeAt(end) !== 0x3c) end++;
    if (text.charCodeAt(end) !== 0x3e || !/[A-Za-z/!?]/u.test(text.charAt(at + 1))) return at + 1;
    const name = text.startsWith('<Data Name', at) ? dataName(text.slice(at, end)) : undefined;
    if (name !== undefined) {
      const close = text.indexOf('<', end);
      this.#pair = new Pair(text, name, end + 1, 'none', close < 0 ? text.length : close);
    }
    return end + 1;
  }

  /** The colon of a URL, which is passed over whole: its query names nothing; of a label; of CEF and LEEF. */
  #takeColon(at: number): number {
    const text = this.#text;
    if (text.startsWith('//', at + 1)) return wordEnd(text, at);
    if (
      text.charCodeAt(at - 1) === 0x46 &&
      /^(?:CE|LEE)F:(?:[01]|[12]\.0)\|/u.test(wordAround(text, at))
    ) {
      this.#pair = null;
      this.#blanksUntil = this.#lineEnd(at);
    } else if (text.charCodeAt(at + 1) === 0x09 && at >= this.#blanksUntil) {
      const label = labelBefore(text, at);
      if (label !== null) this.#pair = new Pair(text, label, at + 1, 'line');
    }
    return at + 1;
  }

  #lineEnd(at: number): number {
    if (at < this.#blanksUntil) return this.#blanksUntil;
    const end = this.#text.indexOf('\n', at);
    return end < 0 ? this.#text.length : end;
  }
}

function dataName(tag: string): string | undefined {
  return /^<Data Name=(?<quote>["'])(?<name>[\w .-]{1,80})\k<quote>$/u.exec(tag)?.groups?.['name'];
}

/** `CEF:0|` or `LEEF:2.0|` around the colon at `at`. */
function wordAround(text: string, at: number): string {
  return text.slice(text.charAt(at - 4) === 'L' ? at - 4 : at - 3, at + 6);
}

function wordEnd(text: string, at: number): number {
  let end = at;
  for (; end < text.length; end++) {
    const unit = text.charCodeAt(end);
    if (unit <= 0x20 || unit === 0x22 || unit === 0x27 || unit === 0x3c || unit === 0x3e) break;
  }
  return end;
}
