import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import * as z from 'zod';
import { canonicalValue } from '../canonical.ts';
import { findObservables } from '../find.ts';
import { corpusFolder, labelSchema } from './core-cases.ts';

const truthSchema = z.object({ must_find: z.array(labelSchema) });

export interface Report {
  readonly name: string;
  readonly text: string;
  /** `type value` of the vendor's own lists, only what stands in the text: a lower bound of what is right */
  readonly listed: readonly string[];
  /** `type value` of all that was judged right by hand */
  readonly judgedRight: ReadonlySet<string>;
}

export interface ReportScore {
  readonly name: string;
  readonly listed: number;
  /** of the vendor's lists */
  readonly missed: readonly string[];
  /** distinct (type, value) */
  readonly found: number;
  /** found, and not (yet) judged right */
  readonly falseFinds: readonly string[];
}

/** The published reports of the corpus. Throws when it is not there. */
export function readReports(): readonly Report[] {
  const folder = join(corpusFolder, 'reports');
  return readdirSync(folder)
    .filter((name) => !name.endsWith('.json'))
    .map((name) => readReport(join(folder, name), name));
}

/** Every distinct (type, value) counts once; values are compared without case. */
export function scoreReport({ name, text, listed, judgedRight }: Report): ReportScore {
  const { finds } = findObservables(text);
  const keys = new Set(finds.map(({ type, value }) => `${type} ${value}`));
  const folded = new Set(
    finds.flatMap(({ type, value, text: written }) => [
      fold(`${type} ${value}`),
      fold(`${type} ${written}`),
    ]),
  );
  return {
    name,
    listed: listed.length,
    missed: listed.filter((key) => !folded.has(fold(key))),
    found: keys.size,
    falseFinds: [...keys].filter((key) => !judgedRight.has(key)),
  };
}

function readReport(folder: string, name: string): Report {
  const input = readdirSync(folder).find((file) => file.startsWith('input.')) ?? 'input.txt';
  const { must_find } = truthSchema.parse(
    JSON.parse(readFileSync(join(folder, 'iocs.json'), 'utf8')),
  );
  const judged = readFileSync(new URL(`labelled/${name}.txt`, import.meta.url), 'utf8');
  return {
    name,
    text: readFileSync(join(folder, input), 'utf8'),
    listed: must_find.map((label) => {
      const type = label.type.replace('_', '-');
      return `${type} ${canonicalValue(type, label.value) ?? label.value}`;
    }),
    judgedRight: new Set(judged.trim().split('\n')),
  };
}

function fold(key: string): string {
  return key.toLowerCase();
}
