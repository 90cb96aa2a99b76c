import { existsSync } from 'node:fs';
import { afterAll, afterEach, beforeAll, describe, expect, test } from 'vitest';
import type { RuntimeEnding } from '../runtime.ts';
import { buildRunner, isolation, noWalls, openRuntime, requestOf } from './fixtures/harness.ts';

const never = new AbortController().signal;
const { bubblewrap } = await isolation();

let runner: Awaited<ReturnType<typeof buildRunner>>;
beforeAll(async () => {
  runner = await buildRunner();
});
afterAll(() => runner.remove());

let opened: ReturnType<typeof openRuntime>;
afterEach(async () => {
  await opened.runtime.close();
  expect(opened.groupsAlive()).toBe(0);
  expect(opened.launched.filter(({ folder }) => existsSync(folder))).toEqual([]);
});

const error = (reason: string, sentence: string): RuntimeEnding => ({
  kind: 'error',
  reason,
  sentence,
});
const badMessage = error(
  'bad_message',
  'The enricher wrote something that is no message to its result channel and was stopped.',
);
const timeout: RuntimeEnding = {
  kind: 'timeout',
  sentence: 'The enricher did not finish within 0.5 seconds of its own time and was stopped.',
};

const endings: readonly [string, RuntimeEnding][] = [
  ['no-data', { kind: 'no_data', sentence: 'Not in the list of 2026-11-01.' }],
  ['says-error', error('database_damaged', 'The database is damaged. Get it again.')],
  ['throws', error('enricher_failed', 'The enricher failed: the third field is missing.')],
  ['throws-later', error('enricher_failed', 'The enricher failed: too late to catch.')],
  ['rejects-nobody', error('enricher_failed', 'The enricher failed: nobody waits for this.')],
  [
    'not-there',
    error('module_missing', 'The file of this enricher is missing. Install its bundle again.'),
  ],
  ['broken', error('module_broken', "The enricher could not be loaded: Unexpected token ';'.")],
  ['no-function', error('no_function', 'The enricher exports no function named enrich.')],
  ['half-json', badMessage],
  ['rubbish', badMessage],
  ['other-run', badMessage],
  ['too-deep', badMessage],
  ['exits', error('no_result', 'The enricher ended without a result (exit code 7).')],
  ['closes-early', error('no_result', 'The enricher ended without a result (exit code 70).')],
  [
    'closes-and-stays',
    error('no_result', 'The enricher closed its result channel before it gave a result.'),
  ],
  ['loops', timeout],
  ['ignores-sigterm', timeout],
  [
    'prints-a-gigabyte',
    error('too_much_output', 'The enricher printed more than 64 MB and was stopped.'),
  ],
  [
    'floods-messages',
    error('too_much_output', 'The enricher sent more messages than one run may and was stopped.'),
  ],
  [
    'too-long',
    error('report_too_large', 'The enricher gave a report of more than 24 MB, which is not kept.'),
  ],
  [
    'nothing',
    error(
      'not_a_result',
      'The enricher returned no result: it must return a report, noData or error.',
    ),
  ],
  [
    'cycle',
    error('not_json', 'The result is not plain data: Converting circular structure to JSON.'),
  ],
  ['function', error('not_json', 'The result is not plain data: formatter is a function.')],
  [
    'big-integer',
    error('not_json', 'The result is not plain data: Do not know how to serialize a BigInt.'),
  ],
  [
    'forks',
    error(
      'enricher_failed',
      'The enricher failed: Access to this API has been restricted. Use --allow-child-process to manage permissions.',
    ),
  ],
  [
    'starts-threads',
    error(
      'enricher_failed',
      'The enricher failed: Access to this API has been restricted. Use --allow-worker to manage permissions.',
    ),
  ],
];

const places = [
  { place: 'behind the walls of bubblewrap', walls: isolation, present: bubblewrap !== null },
  { place: 'without walls', walls: noWalls, present: true },
];

describe.each(places)('an enricher $place', ({ walls, present }) => {
  test.skipIf(!present)(
    'that reports gives its report, what it said and what it printed',
    async () => {
      opened = openRuntime({ isolation: walls, runner: runner.path });
      const request = requestOf('reports', {
        settings: { colour: 'red' },
        fields: { hint: 'yes' },
      });
      expect(await opened.runtime.run(request, never)).toEqual({
        ending: {
          kind: 'report',
          report: {
            title: 'Found',
            widgets: [],
            facts: { value: '192.0.2.1', colour: 'red', hint: 'yes' },
          },
        },
        messages: [{ level: 'info', text: 'one list asked' }],
        raw: {
          stdout: 'looked at 192.0.2.1\n',
          stderr: 'and found it\n',
          stdoutCut: false,
          stderrCut: false,
        },
        exitCode: null,
        hosts: [],
      });
    },
  );

  test.skipIf(!present).each(endings)('%s ends as it must', async (name, ending) => {
    opened = openRuntime({ isolation: walls, runner: runner.path });
    const slow = ending.kind === 'timeout';
    const request = requestOf(name, slow ? { timeoutMs: 500 } : {});
    expect((await opened.runtime.run(request, never)).ending).toEqual(ending);
  });
});
