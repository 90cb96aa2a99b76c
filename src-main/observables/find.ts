import type { Find } from '../contract/observable.ts';
import type { OwnValues } from '../contract/settings.ts';
import { type Block, blocksOf } from './blocks.ts';
import { fieldsOf, stringDepths } from './fields.ts';
import { withoutEscapes } from './fields-escapes.ts';
import { forgetWhenFull, type NameMemory, nameMemory } from './name-memory.ts';
import { noiseTo } from './noise.ts';
import { mergeMatches } from './pattern-types/merge.ts';
import type { PatternTypes } from './pattern-types.ts';
import { quotedPrintableIn, type Stretch, withoutQuotedPrintable } from './quoted-printable.ts';
import { readTwice } from './reading.ts';
import { readText } from './refang.ts';
import { remarksTo } from './remarks.ts';
import { newScan, type RawFind } from './scan.ts';
import { scanText } from './scan-text.ts';

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
  const reasons = noiseMemory(options.own);
  const remarks = remarksTo(options.own);
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
    const first = finds.length;
    for (const raw of mergeMatches(scan.finds, patternTypes?.find(reading.text) ?? [])) {
      if (finds.length >= limit) return { finds, cut: true };
      const start = block.start + reading.startOf(raw.start);
      const end = block.start + reading.endOf(raw.end);
      const written = text.slice(start, end);
      const find: Find = {
        type: raw.type,
        value: raw.value,
        text: written,
        start,
        end,
        why:
          (raw.parent < 0 && refanged.differs(raw.start, raw.end)
            ? refangedWhy(raw.why)
            : raw.why) + remarks(raw),
      };
      const field = fields.at(start);
      const noise = patternTypes?.has(raw.type) ? null : reasons(raw);
      if (raw.parent >= 0) find.nestedIn = first + raw.parent;
      if (field !== null) find.field = field;
      if (noise !== null) find.noise = noise;
      if (raw.port !== null) find.port = raw.port;
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

function refangedWhy(why: string): string {
  return `${why}, refanged`;
}

/** Types that nothing makes noise of. */
const neverNoise: ReadonlySet<string> = new Set([
  'filename',
  'registry-key',
  'cve',
  'attack-technique',
  'jarm',
]);

/** Types whose values are never spelled like those of another one of these. */
const remembered: ReadonlySet<string> = new Set(['domain', 'ipv4', 'ipv6', 'url', 'email']);

/** Reports name the same hosts over and over: each is judged once, within reason. */
function noiseMemory(own: OwnValues | undefined): (found: RawFind) => string | null {
  const noiseOf = noiseTo(own);
  const seen = new Map<string, string | null>();
  return (found) => {
    const { type, value } = found;
    if (neverNoise.has(type)) return null;
    if (!remembered.has(type)) return noiseOf(found);
    const known = seen.get(value);
    if (known !== undefined) return known;
    const reason = noiseOf(found);
    if (seen.size < 20_000) seen.set(value, reason);
    return reason;
  };
}
