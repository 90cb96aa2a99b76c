/** Past this many distinct names a text is no report: its names are looked at without being remembered. */
export const rememberedNames = 20_000;
/** Names that are longer come once. */
const longest = 128;
const slots = 1 << 15;
/** How many places a name may stand in: names that were made to meet in one are not remembered, and hold up nothing. */
const ways = 8;

/**
 * What was learnt of names, by their spelling. It is asked with the units of a text: making a string of each name, only
 * to see that it is known, would be most of the work.
 */
export class NameTable<T> {
  /** number of the entry, counted from 1; 0 for none */
  readonly #slots = new Uint16Array(slots);
  readonly #learnt: T[] = [];
  /** the spellings one after the other; that of entry n ends at #ends[n] */
  #spelled = new Uint16Array(1 << 12);
  readonly #ends: number[] = [0];

  get size(): number {
    return this.#learnt.length;
  }

  /** What was learnt of the name that stands from `start` to `end`. */
  get(units: Uint16Array, start: number, end: number): T | undefined {
    const first = slotOf(units, start, end);
    for (let way = 0; way < ways; way++) {
      const entry = this.#slots[(first + way) % slots] ?? 0;
      if (entry === 0) return undefined;
      if (this.#isSpelled(entry, units, start, end)) return this.#learnt[entry - 1];
    }
    return undefined;
  }

  /** Remembers this of a name that is not known yet, if there is room. */
  add(units: Uint16Array, start: number, end: number, learnt: T): void {
    if (this.size >= rememberedNames || end - start > longest) return;
    const first = slotOf(units, start, end);
    for (let way = 0; way < ways; way++) {
      const slot = (first + way) % slots;
      if (this.#slots[slot] !== 0) continue;
      this.#slots[slot] = this.#learnt.push(learnt);
      this.#spell(units.subarray(start, end));
      return;
    }
  }

  clear(): void {
    this.#slots.fill(0);
    this.#learnt.length = 0;
    this.#ends.length = 1;
  }

  #isSpelled(entry: number, units: Uint16Array, start: number, end: number): boolean {
    const spelled = this.#spelled;
    let from = this.#ends[entry - 1] ?? 0;
    if ((this.#ends[entry] ?? 0) - from !== end - start) return false;
    for (let at = start; at < end; at++) if (units[at] !== spelled[from++]) return false;
    return true;
  }

  #spell(name: Uint16Array): void {
    const from = this.#ends.at(-1) ?? 0;
    const end = from + name.length;
    if (end > this.#spelled.length) {
      const larger = new Uint16Array(2 * this.#spelled.length);
      larger.set(this.#spelled);
      this.#spelled = larger;
    }
    this.#spelled.set(name, from);
    this.#ends.push(end);
  }
}

function slotOf(units: Uint16Array, start: number, end: number): number {
  let hash = 0;
  for (let at = start; at < end; at++) hash = (Math.imul(hash, 31) + (units[at] ?? 0)) | 0;
  return (hash ^ (hash >>> 15)) & (slots - 1);
}
