import { afterAll, expect, test } from 'vitest';
import { openFinds } from '../contract/pages.ts';
import { openTaskThreads } from './tasks.ts';

const never = new AbortController().signal;
const threads = openTaskThreads(1);
afterAll(() => threads.close());

test('a text gives its observables, counted', async () => {
  const { finds, counts, cut } = await threads.run('extract', { text: 'see 8[.]8[.]8[.]8' }, never);
  expect({ values: openFinds(finds).map(({ type, value }) => [type, value]), counts, cut }).toEqual(
    {
      values: [['ipv4', '8.8.8.8']],
      counts: { ipv4: 1 },
      cut: false,
    },
  );
});

const given = { title: 'Found', widgets: [{ type: 'markdown', markdown: 'yes' }], facts: { n: 1 } };
const parsed = {
  title: 'Found',
  widgets: [{ type: 'markdown', markdown: 'yes' }],
  related: [],
  facts: { n: 1 },
  tags: [],
  messages: [],
  problems: [],
};

test.each<[string, unknown]>([
  ['a value', given],
  ['the bytes of its JSON', new TextEncoder().encode(JSON.stringify(given))],
])('a report is parsed from %s', async (_what, input) => {
  const context = { title: 'An enricher' };
  expect((await threads.run('parse', { input, context }, never)).report).toEqual(parsed);
});

test('bytes that are no JSON are no report, and say so', async () => {
  const input = new TextEncoder().encode('{"title":');
  const { report } = await threads.run('parse', { input, context: { title: 'It' } }, never);
  expect({ title: report.title, problems: report.problems }).toEqual({
    title: 'It',
    problems: ['The enricher gave something else than a report.'],
  });
});

test('two results are compared', async () => {
  const context = { title: 'It' };
  const before = await threads.run('parse', { input: given, context }, never);
  const input = { ...given, facts: { n: 2 } };
  const after = await threads.run('parse', { input, context }, never);
  const compare = (volatile: string[]) =>
    threads.run('compare', { before, after, volatile }, never);
  expect([(await compare([])).facts, (await compare(['n'])).unchanged]).toEqual([
    [{ name: 'n', before: 1, after: 2 }],
    true,
  ]);
});
