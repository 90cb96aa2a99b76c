import { afterAll, afterEach, beforeAll, expect, test } from 'vitest';
import { type Broker, BrokerRefusal, type Errand } from '../../broker/broker.ts';
import { noLimits } from '../../limits/limits.ts';
import type { Clock } from './allowance.ts';
import {
  answering,
  buildRunner,
  enricherOf,
  isolation,
  openRuntime,
  requestOf,
  systemClock,
} from './fixtures/harness.ts';

const never = new AbortController().signal;
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

function open(clock: Clock = systemClock) {
  opened = openRuntime({ isolation, runner: runner.path, clock });
  return opened.runtime;
}

const refusing = (reason: BrokerRefusal['reason'], sentence: string): Broker => ({
  ...answering,
  async fetch(request, errand, signal) {
    if (reason === 'unreachable') await answering.fetch(request, errand, signal);
    throw new BrokerRefusal(reason, sentence);
  },
});

test('questions go to the broker on the errand of the run, and their hosts are remembered', async () => {
  const asked: unknown[] = [];
  const errands: Errand[] = [];
  const broker: Broker = {
    ...answering,
    fetch(request, errand, signal) {
      asked.push(request);
      errands.push(errand);
      return answering.fetch(request, errand, signal);
    },
    resolve(question, errand, signal) {
      asked.push(question);
      errands.push(errand);
      return answering.resolve(question, errand, signal);
    },
  };
  const request = requestOf('fetches', {
    broker,
    settings: { resolver: '192.0.2.53, 192.0.2.54:5353' },
    original: { type: 'url', value: 'https://192.0.2.1/?token=secret' },
  });
  const { ending, hosts } = await open().run(request, never);
  const errand: Errand = {
    runId: 1,
    enricherId: 'fixtures:fetches',
    observable: { type: 'url', value: 'https://192.0.2.1/?token=secret' },
    tlp: 'amber',
    audience: 'third_party',
    hosts: ['api.example'],
    resolvers: ['192.0.2.53', '192.0.2.54:5353'],
    sendFullUrl: false,
    maskHost: expect.any(Function),
    limits: noLimits,
    limitScope: 'fixtures',
    credentialIdentity: '',
    told: { requests: 0, hosts: new Set(['api.example:443', '192.0.2.53:53']) },
  };
  expect({ ending, hosts, asked, errands }).toEqual({
    ending: {
      kind: 'report',
      report: {
        title: 'Fetched',
        widgets: [],
        facts: { status: 200, name: 'a host', records: '192.0.2.7' },
      },
    },
    hosts: ['api.example:443', '192.0.2.53:53'],
    asked: [
      {
        url: 'https://api.example/v1?key=1',
        method: 'GET',
        headers: { accept: 'application/json' },
        body: null,
      },
      { name: 'example.com', type: 'A' },
    ],
    errands: [errand, errand],
  });
});

test('a refusal that is not caught gives the run its reason', async () => {
  const broker = refusing('host_refused', 'api.example is not among the declared hosts.');
  const { ending, hosts } = await open().run(requestOf('fetches', { broker }), never);
  expect({ ending, hosts }).toEqual({
    ending: {
      kind: 'error',
      reason: 'host_refused',
      sentence: 'api.example is not among the declared hosts.',
    },
    hosts: [],
  });
});

test('a refusal that is caught tells the enricher its reason', async () => {
  const broker = refusing('unreachable', 'The host did not answer.');
  const { ending, hosts } = await open().run(requestOf('catches-refusal', { broker }), never);
  expect({ ending, hosts }).toEqual({
    ending: { kind: 'no_data', sentence: 'Not asked: unreachable.' },
    hosts: ['other.example:443'],
  });
});

test('a bug in the broker ends the run as what it is, and the process with it', async () => {
  const broker: Broker = { ...answering, fetch: () => Promise.reject(new TypeError('our bug')) };
  await expect(open().run(requestOf('fetches', { broker }), never)).rejects.toThrow('our bug');
});

test('cancelling calls off what the broker holds', async () => {
  const cancel = new AbortController();
  let calledOff = false;
  const broker: Broker = {
    ...answering,
    fetch: (_request, _errand, signal) =>
      new Promise((_resolve, reject) => {
        signal.addEventListener('abort', () => {
          calledOff = true;
          reject(signal.reason);
        });
        cancel.abort();
      }),
  };
  const { ending } = await open().run(requestOf('fetches', { broker }), cancel.signal);
  expect({ ending, calledOff }).toEqual({ ending: { kind: 'cancelled' }, calledOff: true });
});

test('the clock stands still while the broker holds a request, and goes on afterwards', async () => {
  const { clock, pass } = fakeClock();
  let impatience: NodeJS.Timeout | undefined;
  const broker: Broker = {
    ...answering,
    async fetch(request, errand, signal) {
      // Longer than the enricher may take: the wait is not its own.
      pass(15 * 60_000);
      impatience = setInterval(() => pass(1000), 5);
      return answering.fetch(request, errand, signal);
    },
  };
  const enricher = enricherOf('fetches-then-works');
  const request = requestOf(enricher, { broker, timeoutMs: 30_000 });
  const { ending } = await open(clock).run(request, never);
  clearInterval(impatience);
  expect({ ending, minutes: clock.now() >= 15 * 60_000 + 30_000 }).toEqual({
    ending: {
      kind: 'timeout',
      sentence: 'The enricher did not finish within 30 seconds of its own time and was stopped.',
    },
    minutes: true,
  });
});

test('a run that the broker holds and holds ends after 20 minutes all the same', async () => {
  const { clock, pass } = fakeClock();
  let impatience: NodeJS.Timeout | undefined;
  const broker: Broker = {
    ...answering,
    fetch(_request, _errand, signal) {
      impatience = setInterval(() => pass(60_000), 5);
      return new Promise((_resolve, reject) => {
        signal.addEventListener('abort', () => reject(signal.reason));
      });
    },
  };
  const { ending } = await open(clock).run(requestOf('fetches', { broker }), never);
  clearInterval(impatience);
  expect(ending).toEqual({
    kind: 'timeout',
    sentence:
      'The run did not end within 20 minutes, most of which it waited for answers, and was stopped.',
  });
});

function fakeClock(): { clock: Clock; pass: (milliseconds: number) => void } {
  let now = 0;
  let timers: { at: number; action: () => void }[] = [];
  const clock: Clock = {
    now: () => now,
    after(milliseconds, action) {
      const timer = { at: now + milliseconds, action };
      timers.push(timer);
      return () => {
        timers = timers.filter((other) => other !== timer);
      };
    },
  };
  function pass(milliseconds: number): void {
    now += milliseconds;
    const due = timers.filter((timer) => timer.at <= now);
    timers = timers.filter((timer) => timer.at > now);
    for (const timer of due) timer.action();
  }
  return { clock, pass };
}
