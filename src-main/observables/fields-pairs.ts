import { bitsAt, Space, Word } from './characters.ts';
import { stringEnd } from './fields-json-string.ts';

/** Longest key, and most blanks around its `=` (source code aligns them). */
const longestKey = 80;
const mostBlanks = 24;

export interface Key {
  readonly name: string;
  /** blanks stand between it and the `=` */
  readonly spaced: boolean;
}

/** The key that ends before the `=` (or `:=`) at `at`; null for what is none: a query string, a comparison, a path. */
export function keyBefore(text: string, at: number): Key | null {
  const sign = text.charCodeAt(at - 1) === 0x3a ? at - 1 : at;
  let end = sign;
  while (sign - end < mostBlanks && isBlank(text, end - 1)) end--;
  let start = end;
  while (end - start < longestKey && isOfKey(text, start - 1)) start--;
  const stands = start === 0 || opensKey(text, start - 1);
  if (!stands || start === end || !/[\p{L}_@]/u.test(text.charAt(start))) return null;
  const name = text.slice(start, end);
  // A link in HTML says nothing about its value.
  return name.toLowerCase() === 'href' ? null : { name, spaced: end < sign };
}

function isOfKey(text: string, at: number): boolean {
  if ((bitsAt(text, at) & Word) !== 0) return true;
  const unit = text.charCodeAt(at);
  return unit === 0x2e || unit === 0x40;
}

function opensKey(text: string, at: number): boolean {
  return (bitsAt(text, at) & Space) !== 0 || ',;|([{"\'$^'.includes(text.charAt(at));
}

/** The name that a line begins with, up to the colon at `at`: `Source Network Address:⇥10.0.0.1` of Windows events. */
export function labelBefore(text: string, at: number): string | null {
  let start = at;
  while (at - start < longestKey && isOfLabel(text, start - 1)) start--;
  const label = text.slice(start, at).trimStart();
  const stands = start === 0 || text.charCodeAt(start - 1) === 0x0a;
  return stands && /^\p{L}/u.test(label) ? label : null;
}

function isOfLabel(text: string, at: number): boolean {
  return (
    (bitsAt(text, at) & Word) !== 0 || isBlank(text, at) || '()/'.includes(text.charAt(at) || ':')
  );
}

function isBlank(text: string, at: number): boolean {
  const unit = text.charCodeAt(at);
  return unit === 0x20 || unit === 0x09;
}

export function skipBlanks(text: string, from: number): number {
  let at = from;
  while (at - from < mostBlanks && isBlank(text, at)) at++;
  return at;
}

/** What ends a value. */
type Stop = 'blank' | 'line' | 'none';

/** A key and the stretch that it names; where that ends is found out as far as it is asked about. */
export class Pair {
  readonly #text: string;
  readonly #name: string;
  readonly #start: number;
  readonly #stop: Stop;
  #read: number;
  #end: number;
  #isPath = false;

  constructor(text: string, name: string, start: number, stop: Stop, end = text.length) {
    this.#text = text;
    this.#name = name;
    this.#start = start;
    this.#read = start;
    this.#stop = stop;
    this.#end = end;
  }

  at(offset: number): string | null {
    for (; this.#read < offset && this.#read < this.#end; this.#read++) {
      if (this.#endsWith(this.#text.charCodeAt(this.#read))) this.#end = this.#read;
    }
    return offset >= this.#start && offset < this.#end ? this.#name : null;
  }

  #endsWith(unit: number): boolean {
    if (this.#stop === 'none') return false;
    if (this.#stop === 'line') return unit === 0x0a;
    if (unit === 0x2f) this.#isPath = true;
    // `user=joe&ip=…` is a form: what follows the first of its values has other names.
    return unit <= 0x20 || unit === 0x7c || (unit === 0x26 && !this.#isPath);
  }
}

/** The value in quotes that opens at `at` as a pair; null when the line ends first. */
export function quotedPair(
  text: string,
  name: string,
  at: number,
): { pair: Pair; end: number } | null {
  const end = stringEnd(text, at);
  return end < 0 ? null : { pair: new Pair(text, name, at + 1, 'none', end - 1), end };
}
