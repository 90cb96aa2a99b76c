import { readFileSync } from 'node:fs';
import * as z from 'zod';
import { canonicalValue } from '../canonical.ts';
import { findObservables } from '../find.ts';
import { rejectedLabels } from './rejected-labels.ts';

/** Labels of other people's test suites and published reports, read in place beside the checkout. */
export const corpusFolder = new URL('../../../../shared/corpora/observables/', import.meta.url)
  .pathname;

export const labelSchema = z.object({ type: z.string(), value: z.string() });
type Label = z.infer<typeof labelSchema>;
const caseSchema = z.object({
  id: z.string(),
  input: z.string(),
  expected: z.array(labelSchema),
  checked: z.array(z.string()),
  value_form: z.string(),
  tags: z.array(z.string()),
});
type CorpusCase = z.infer<typeof caseSchema>;

const coreTypes = 'ipv4 ipv6 cidr domain url email md5 sha1 sha256 sha512 cve'.split(' ');

export interface Tally {
  readonly right: number;
  /** those of them in cases that list all of the type */
  readonly confirmed: number;
  /** found, where the case says that it lists all of the type */
  readonly wrong: number;
  readonly missed: number;
}

/** Harmonic mean of precision and recall, 0 to 1. */
export function f1({ right, wrong, missed }: Tally): number {
  return right + wrong + missed === 0 ? 1 : (2 * right) / (2 * right + wrong + missed);
}

/** Share of the right finds, 0 to 1, where the cases list all of a type. */
export function precision({ confirmed, wrong }: Tally): number {
  return confirmed + wrong === 0 ? 1 : confirmed / (confirmed + wrong);
}

export function total(tallies: Iterable<Tally>): Tally {
  const sum = { right: 0, confirmed: 0, wrong: 0, missed: 0 };
  for (const { right, confirmed, wrong, missed } of tallies) {
    sum.right += right;
    sum.confirmed += confirmed;
    sum.wrong += wrong;
    sum.missed += missed;
  }
  return sum;
}

/** The core cases of the corpus. Throws when it is not there. */
export function readCoreCases(): readonly CorpusCase[] {
  return readFileSync(`${corpusFolder}cases.jsonl`, 'utf8')
    .trim()
    .split('\n')
    .map((line) => caseSchema.parse(JSON.parse(line)))
    .filter(({ tags }) => tags.includes('core'));
}

/** Scores by type. `allLabels` counts the rejected ones, too. */
export function scoreCases(
  cases: readonly CorpusCase[],
  { allLabels }: { readonly allLabels: boolean },
): ReadonlyMap<string, Tally> {
  const tallies = new Map<string, Record<keyof Tally, number>>();
  const count = (key: string, what: keyof Tally): void => {
    const type = key.slice(0, key.indexOf(' '));
    const tally = tallies.get(type) ?? { right: 0, confirmed: 0, wrong: 0, missed: 0 };
    tally[what]++;
    tallies.set(type, tally);
  };
  for (const given of cases) {
    const expected = expectedOf(given);
    const found = foundIn(given);
    const rejected = allLabels ? new Set<string>() : rejectedOf(given);
    const complete = new Set(given.checked.includes('*') ? coreTypes : given.checked);
    for (const key of new Set([...expected, ...found])) {
      const type = key.slice(0, key.indexOf(' '));
      if (expected.has(key)) {
        if (found.has(key)) {
          count(key, 'right');
          if (complete.has(type)) count(key, 'confirmed');
        } else if (!rejected.has(key)) count(key, 'missed');
      } else if (complete.has(type)) count(key, 'wrong');
    }
  }
  return tallies;
}

/** Domains, hashes and mail are compared without case; `verbatim` expectations with what stands in the text. */
function formOf({ value_form }: CorpusCase, { type, value }: Label): string {
  const form = value_form === 'verbatim' ? value : (canonicalValue(type, value) ?? value);
  return `${type} ${form.toLowerCase()}`;
}

function expectedOf(given: CorpusCase): ReadonlySet<string> {
  return new Set(given.expected.map((label) => formOf(given, label)));
}

function foundIn(given: CorpusCase): ReadonlySet<string> {
  const { finds } = findObservables(given.input);
  const verbatim = given.value_form === 'verbatim';
  return new Set(
    finds.map(({ type, text, value }) => `${type} ${(verbatim ? text : value).toLowerCase()}`),
  );
}

function rejectedOf(given: CorpusCase): ReadonlySet<string> {
  const rejected = rejectedLabels.filter((label) => label.case === given.id);
  return new Set(
    rejected.flatMap(({ label }) => {
      const named = given.expected[label];
      return named === undefined ? [] : [formOf(given, named)];
    }),
  );
}
