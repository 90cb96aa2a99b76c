import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import * as z from 'zod';
import { canonicalValue } from './canonical.ts';
import { findObservables } from './find.ts';

/** Labels of other people's test suites and published reports, read in place beside the checkout. */
const corpus = new URL('../../../shared/corpora/observables/', import.meta.url).pathname;
const present = existsSync(corpus);
const absent = 'the corpus beside the checkout is absent';

const labelSchema = z.object({ type: z.string(), value: z.string() });
const caseSchema = z.object({
  input: z.string(),
  expected: z.array(labelSchema),
  checked: z.array(z.string()),
  value_form: z.string(),
  tags: z.array(z.string()),
});
const coreTypes = [
  'ipv4',
  'ipv6',
  'cidr',
  'domain',
  'url',
  'email',
  'md5',
  'sha1',
  'sha256',
  'sha512',
  'cve',
];

interface Tally {
  right: number;
  wrong: number;
  missed: number;
}

const score = ({ right, wrong, missed }: Tally): number =>
  (2 * right) / (2 * right + wrong + missed);

/** Counts one case: what it expects and, for the types it has checked in full, what it does not. */
function count(tallies: Map<string, Tally>, given: z.infer<typeof caseSchema>): void {
  const verbatim = given.value_form === 'verbatim';
  const form = ({ type, value }: z.infer<typeof labelSchema>): string =>
    `${type} ${(verbatim ? value : (canonicalValue(type, value) ?? value)).toLowerCase()}`;
  const expected = new Set(given.expected.map(form));
  const found = new Set(
    findObservables(given.input).finds.map(
      (find) => `${find.type} ${(verbatim ? find.text : find.value).toLowerCase()}`,
    ),
  );
  const complete = new Set(given.checked.includes('*') ? coreTypes : given.checked);
  for (const key of new Set([...expected, ...found])) {
    const type = key.slice(0, key.indexOf(' '));
    const tally = tallies.get(type) ?? { right: 0, wrong: 0, missed: 0 };
    if (expected.has(key)) tally[found.has(key) ? 'right' : 'missed']++;
    else if (complete.has(type)) tally.wrong++;
    if (expected.has(key) || complete.has(type)) tallies.set(type, tally);
  }
}

describe.skipIf(!present)(present ? 'the corpus' : `the corpus (${absent})`, () => {
  test('core cases: F1 over all labels, disputed ones included', ({ annotate }) => {
    const lines = readFileSync(join(corpus, 'cases.jsonl'), 'utf8').trim().split('\n');
    const cases = lines
      .map((line) => caseSchema.parse(JSON.parse(line)))
      .filter(({ tags }) => tags.includes('core'));
    const tallies = new Map<string, Tally>();
    for (const given of cases) count(tallies, given);
    const total = { right: 0, wrong: 0, missed: 0 };
    for (const [type, tally] of tallies) {
      total.right += tally.right;
      total.wrong += tally.wrong;
      total.missed += tally.missed;
      void annotate(`${type}: F1 ${score(tally).toFixed(3)} (${JSON.stringify(tally)})`);
    }
    void annotate(`all: F1 ${score(total).toFixed(3)}`);
    expect(score(total)).toBeGreaterThan(0.94);
  });

  const reports = present
    ? readdirSync(join(corpus, 'reports')).filter((name) => !name.endsWith('.json'))
    : [];
  test.each(reports)('the report %s: everything its vendor lists is found', (name) => {
    const folder = join(corpus, 'reports', name);
    const input = readdirSync(folder).find((file) => file.startsWith('input')) ?? '';
    const text = readFileSync(join(folder, input), 'utf8');
    const listed = z
      .object({ must_find: z.array(labelSchema) })
      .parse(JSON.parse(readFileSync(join(folder, 'iocs.json'), 'utf8'))).must_find;
    const found = new Set(
      findObservables(text).finds.flatMap((find) => [
        find.value.toLowerCase(),
        find.text.toLowerCase(),
      ]),
    );
    const missed = listed.filter(({ type, value }) => {
      const canonical = canonicalValue(type.replace('_', '-'), value) ?? value;
      return !found.has(canonical.toLowerCase()) && !found.has(value.toLowerCase());
    });
    expect(missed).toEqual([]);
  });
});
