import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import { afterAll, afterEach, beforeAll, describe, expect, test } from 'vitest';
import type { Broker } from '../../broker/broker.ts';
import type { Clock } from './allowance.ts';
import {
  answering,
  buildRunner,
  enricherOf,
  isolation,
  noWalls,
  openRuntime,
  requestOf,
  systemClock,
} from './fixtures/harness.ts';

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
});

function open(options: Partial<Parameters<typeof openRuntime>[0]> = {}) {
  opened = openRuntime({ isolation, runner: runner.path, ...options });
  return opened.runtime;
}

test('of ten megabytes on stderr the first is kept, and says that it was cut', async () => {
  const { ending, raw } = await open().run(requestOf('prints-ten-megabytes'), never);
  expect({ ending, ...raw, stderr: raw.stderr === 'é'.repeat(512 * 1024) }).toEqual({
    ending: { kind: 'report', report: { title: 'Printed', widgets: [] } },
    stdout: '',
    stderr: true,
    stdoutCut: false,
    stderrCut: true,
  });
});

test('a stack is evidence: it stands in stderr and not in the sentence', async () => {
  const { raw } = await open().run(requestOf('throws'), never);
  expect(raw.stderr).toMatch(/^Error: the third field is missing\n {4}at enrich/);
});

test('a process that something else killed says by what', async () => {
  const { ending } = await open({ isolation: noWalls }).run(requestOf('killed'), never);
  expect(ending).toEqual({
    kind: 'error',
    reason: 'no_result',
    sentence: 'The enricher ended without a result (ended by SIGKILL).',
  });
});

test('a heap that grows without end is ended as out of memory', async () => {
  const { ending } = await open().run(requestOf('memory', { timeoutMs: 60_000 }), never);
  expect(ending).toEqual({
    kind: 'error',
    reason: 'out_of_memory',
    sentence:
      'The enricher used more memory than it may have: 512 MB for objects, and some more for binary data.',
  });
});

test('a long report is handed on as the bytes of its JSON', async () => {
  const { ending } = await open().run(requestOf('long'), never);
  const bytes = ending.kind === 'report' ? ending.report : null;
  expect(bytes).toBeInstanceOf(Uint8Array);
  const text = bytes instanceof Uint8Array ? new TextDecoder().decode(bytes) : '';
  expect(JSON.parse(text)).toEqual({
    title: 'Long',
    widgets: [{ type: 'markdown', markdown: 'x'.repeat(5_000_000) }],
  });
});

test('an enricher may wait for timers and files', async () => {
  const { ending } = await open().run(requestOf('works-a-while'), never);
  expect(ending).toEqual({ kind: 'report', report: { title: 'Worked', widgets: [] } });
});

test('the runner also starts from its source', async () => {
  opened = openRuntime({ isolation });
  expect((await opened.runtime.run(requestOf('reports'), never)).ending.kind).toBe('report');
});

test('a Node binary that is not there is an ending too', async () => {
  const runtime = open({ isolation: noWalls, node: '/nonexistent/node' });
  expect((await runtime.run(requestOf('reports'), never)).ending).toEqual({
    kind: 'error',
    reason: 'not_started',
    sentence:
      'No process could be started for the enricher. Check that the temporary folder has room and that Flairbench is installed completely.',
  });
});

/** A busy machine needs longer to let an enricher tidy up. */
const patient: Clock = {
  now: systemClock.now,
  after: (milliseconds, action) => systemClock.after(milliseconds * 10, action),
};

describe('cancelling', () => {
  test.each(['loops', 'ignores-sigterm', 'tidies'])(
    '%s ends the process and keeps what was printed',
    async (name) => {
      const abort = new AbortController();
      const broker: Broker = {
        ...answering,
        async resolve(...question) {
          // The enricher has printed and asks whether it may go on.
          void pause(100).then(() => abort.abort());
          return answering.resolve(...question);
        },
      };
      const { ending, raw } = await open({ clock: patient }).run(
        requestOf(name, { broker }),
        abort.signal,
      );
      expect({ ending, stdout: raw.stdout }).toEqual({
        ending: { kind: 'cancelled' },
        stdout: { loops: 'before the loop\n', tidies: 'waiting\ntidied\n' }[name] ?? 'try me\n',
      });
    },
  );

  test('before the start nothing is started', async () => {
    const { ending } = await open().run(requestOf('loops'), AbortSignal.abort());
    expect({ ending, started: opened.launched.length }).toEqual({
      ending: { kind: 'cancelled' },
      started: 0,
    });
  });

  test('closing the runtime cancels what runs', async () => {
    const runtime = open();
    const running = runtime.run(requestOf('loops'), never);
    await pause(100);
    await runtime.close();
    expect((await running).ending).toEqual({ kind: 'cancelled' });
  });
});

test('a secret is masked however it was printed, and a user name is not', async () => {
  const key = 'p/ss "wörd" 123';
  const enricher = enricherOf('prints-secrets', {
    bundle: {
      ...enricherOf('').bundle,
      credentials: [
        { name: 'key', label: '', description: '', required: true, sensitive: true, rank: null },
        { name: 'user', label: '', description: '', required: true, sensitive: false, rank: null },
      ],
    },
  });
  const request = requestOf(enricher, { credentials: { key, user: 'reader' } });
  const { ending, messages, raw } = await open().run(request, never);
  const mask = '••••••';
  expect({ ending, messages, stdout: raw.stdout, stderr: raw.stderr }).toEqual({
    ending: {
      kind: 'report',
      report: {
        title: 'Asked',
        widgets: [],
        facts: { url: `https://api.example/?key=${mask}`, user: 'reader' },
      },
    },
    messages: [{ level: 'warning', text: `asked with ${mask}` }],
    stdout: `key=${mask} ${mask} ${mask}\n`,
    stderr: `{"key":"${mask}"}\n`,
  });
});

test.each(['a long report', 'error', 'no data'])(
  'a secret is masked in what it gives: %s',
  async (value) => {
    const request = requestOf('returns-secrets', {
      observable: { type: 'phrase', value },
      credentials: { key: 'p/ss "wörd" 123' },
    });
    const { ending } = await open().run(request, never);
    const told = 'report' in ending ? ending.report : JSON.stringify(ending);
    const text = told instanceof Uint8Array ? Buffer.from(told).toString() : String(told);
    expect([text.includes('••••••'), text.includes('rd')]).toEqual([true, false]);
  },
);

describe('what an enricher sees', () => {
  async function look(walls: typeof isolation) {
    const folder = await mkdtemp(join(tmpdir(), 'flairbench-test-'));
    const server = createServer((socket) => socket.destroy());
    await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
    const address = server.address();
    try {
      const database = join(folder, 'set.txt');
      const secret = join(folder, 'secret.txt');
      await writeFile(database, 'set by the admin');
      await writeFile(secret, 'not for it');
      const bundle = {
        ...enricherOf('').bundle,
        settings: [{ name: 'database', label: 'Database', type: 'file' as const }],
      };
      const port = typeof address === 'object' && address !== null ? String(address.port) : '';
      const request = requestOf(enricherOf('sees', { bundle }), {
        settings: { database },
        fields: { secret, port },
      });
      const { ending } = await open({ isolation: walls }).run(request, never);
      return ending;
    } finally {
      server.close();
      await rm(folder, { recursive: true });
    }
  }

  const common = {
    arguments: '',
    environment: 'HOME LANG PATH TMPDIR TZ',
    folder: 0,
    ownFile: 'x',
    setFile: 'set by the admin',
    otherFile: 'ERR_ACCESS_DENIED',
    written: 'ERR_ACCESS_DENIED',
  };
  const report = (facts: object) => ({
    kind: 'report',
    report: { title: 'Seen', widgets: [], facts },
  });

  test.skipIf(bubblewrap === null)('behind walls: its folder, its files, no network', async () => {
    expect(await look(isolation)).toEqual(
      report({ ...common, environment: 'HOME LANG PATH PWD TMPDIR TZ', network: 'ECONNREFUSED' }),
    );
  });

  test('without walls: its folder and its files; the network is only asked to be left alone', async () => {
    expect(await look(noWalls)).toEqual(report({ ...common, network: 'connected' }));
  });
});
