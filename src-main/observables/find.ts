import type { Find } from '../contract/observable.ts';
import type { OwnValues } from '../contract/settings.ts';
import { type Block, blocksOf } from './blocks.ts';
import { fieldsOf, stringDepths } from './fields.ts';
import { withoutEscapes } from './fields-escapes.ts';
import { forgetWhenFull, type NameMemory, nameMemory } from './name-memory.ts';
import { mergeMatches } from './pattern-types/merge.ts';
import type { PatternTypes } from './pattern-types.ts';
import { quotedPrintableIn, type Stretch, withoutQuotedPrintable } from './quoted-printable.ts';
import { readTwice } from './reading.ts';
import { readText } from './refang.ts';
import { newScan } from './scan.ts';
import { scanText } from './scan-text.ts';
import { nothingSaid } from './value-memory.ts';

export interface FindOptions {
  /** what is the organisation's own is marked as noise */
  readonly own?: OwnValues;
  /** the types that an admin defined; what they match wins over what lies in it */
  readonly patternTypes?: PatternTypes;
  /** what was learnt of names in other texts; who reads many keeps one */
  readonly memory?: NameMemory;
  /** stop after so many finds; 500,000 unless told */
  readonly maxFinds?: number;
}

export interface Finds {
  /** every occurrence, by `start`; nested ones right after their parent */
  readonly finds: Find[];
  /** true when there was more than `maxFinds` */
  readonly cut: boolean;
}

export const mostFinds = 500_000;

/** Finds the observables in a text of any size. Never throws; offsets are UTF-16 units of `text` as given. */
export function findObservables(text: string, options: FindOptions = {}): Finds {
  const limit = options.maxFinds ?? mostFinds;
  const { patternTypes } = options;
  const memory = options.memory ?? nameMemory();
  forgetWhenFull(memory);
  const fields = fieldsOf(text);
  const depthAt = stringDepths(text);
  const mail = quotedPrintableIn(text);
  memory.values.judgeBy(options.own);
  const finds: Find[] = [];
  for (const block of blocksOf(text, fields.start)) {
    const given = text.slice(block.start, block.end);
    const encoded = within(block, mail);
    const plain =
      encoded.length > 0
        ? withoutQuotedPrintable(given, encoded)
        : withoutEscapes(given, (offset) => depthAt(block.start + offset));
    const refanged = readText(plain.text);
    const reading = readTwice(plain, refanged);
    const scan = newScan(refanged, memory, fields.delimiter);
    scanText(scan);
    const matches = patternTypes?.find(reading.text) ?? [];
    const first = finds.length;
    for (const find of mergeMatches(scan.finds, matches)) {
      if (finds.length >= limit) return { finds, cut: true };
      const { start, end } = find;
      // Most are written as they are read, and one look at the pieces of the reading tells all three.
      const shift = reading.shiftOf(start, end);
      if (shift === null && find.nestedIn === undefined && refanged.differs(start, end))
        find.why += ', refanged';
      find.start = block.start + (shift === null ? reading.startOf(start) : start + shift);
      find.end = block.start + (shift === null ? reading.endOf(end) : end + shift);
      find.text = text.slice(find.start, find.end);
      if (find.nestedIn !== undefined) find.nestedIn += first;
      find.field = fields.at(find.start) ?? undefined;
      const said = patternTypes?.has(find.type) ? nothingSaid : memory.values.of(find);
      if (said !== nothingSaid) {
        find.why += said.remarks;
        find.noise = said.noise ?? undefined;
      }
      finds.push(find);
    }
  }
  return { finds, cut: false };
}

/** What of these stretches of a text lies in a block of it, in offsets of the block. */
function within({ start, end }: Block, stretches: readonly Stretch[]): readonly Stretch[] {
  return stretches
    .filter((stretch) => stretch.start < end && stretch.end > start)
    .map((stretch) => ({
      start: Math.max(0, stretch.start - start),
      end: Math.min(end, stretch.end) - start,
    }));
}
