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
    for (const raw of mergeMatches(scan.finds, matches)) {
      if (finds.length >= limit) return { finds, cut: true };
      const { type, value, why, port, parent } = raw;
      // Most are written as they are read, and one look at the pieces of the reading tells all three.
      const shift = reading.shiftOf(raw.start, raw.end);
      const start = block.start + (shift === null ? reading.startOf(raw.start) : raw.start + shift);
      const end = block.start + (shift === null ? reading.endOf(raw.end) : raw.end + shift);
      const isRefanged = shift === null && parent < 0 && refanged.differs(raw.start, raw.end);
      const said = patternTypes?.has(type) ? nothingSaid : memory.values.of(raw);
      // All finds have all properties, in one order: what reads a hundred thousand of them is many times as fast.
      finds.push({
        type,
        value,
        text: text.slice(start, end),
        start,
        end,
        why: (isRefanged ? `${why}, refanged` : why) + said.remarks,
        nestedIn: parent < 0 ? undefined : first + parent,
        field: fields.at(start) ?? undefined,
        noise: said.noise ?? undefined,
        port: port ?? undefined,
      });
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
