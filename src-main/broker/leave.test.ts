import type { ServerResponse } from 'node:http';
import { afterEach, describe, expect, it } from 'vitest';
import { noLimits } from '../limits/limits.ts';
import { type BrokerRefusal, type BrokerRequest, type Errand } from './broker.ts';
import type { Clock } from './clock.ts';
import { type LoopbackServer, startHttpServer } from './fixtures/http-server.ts';
import { createTrial } from './fixtures/trial.ts';

/** Waits shorter than a time-out pass at once; time stands still otherwise. */
function createFakeClock() {
  const waited: number[] = [];
  let time = 0;
  const clock: Clock = {
    milliseconds: () => time,
    async wait(milliseconds, signal) {
      // The limits of a request are not what these tests wait for.
      if (milliseconds === connectLimit || milliseconds === wholeLimit) {
        await new Promise((_, reject) => signal.addEventListener('abort', reject, { once: true }));
      }
      waited.push(milliseconds);
      time += milliseconds;
    },
  };
  return { clock, waited };
}
const start = Date.parse('2026-11-20T09:46:00.000Z');
const connectLimit = 11_111;
const wholeLimit = 66_666;

let server: LoopbackServer;
afterEach(() => server.close());

async function answering(answers: readonly ((response: ServerResponse) => void)[]) {
  let asked = 0;
  server = await startHttpServer((_request, response) => {
    answers[Math.min(asked, answers.length - 1)]?.(response);
    asked += 1;
  });
  const { clock, waited } = createFakeClock();
  const trial = createTrial([server.address], {
    clock,
    now: () => new Date(start + clock.milliseconds()).toISOString(),
    limits: { connect: connectLimit, whole: wholeLimit },
  });
  const get = (request: Partial<BrokerRequest> = {}, over: Partial<Errand> = {}) =>
    trial.get(`http://${server.address}/`, request, { ...answered(), ...over });
  return { get, waited, trial, asked: () => asked };
}

/** A run that got an answer before waits here, for it cannot be taken back. */
const answered = () => ({ told: { requests: 1, hosts: new Set<string>() } });

const limited = (status: number, retryAfter?: string) => (response: ServerResponse) =>
  response.writeHead(status, retryAfter === undefined ? {} : { 'retry-after': retryAfter }).end();
const fine = (response: ServerResponse) => response.end('fine');

const refusalOf = (work: Promise<unknown>): Promise<Partial<BrokerRefusal>> =>
  work.then(
    () => ({}),
    ({ reason, message, wait }: BrokerRefusal) => ({ reason, message, wait }),
  );

describe('a source that asks to wait', () => {
  it.each<[string, (response: ServerResponse) => void, Partial<BrokerRequest>, number]>([
    ['some seconds', limited(429, '7'), {}, 7000],
    ['until a date', limited(429, 'Fri, 20 Nov 2026 09:46:30 GMT'), {}, 30_000],
    ['while it is unavailable', limited(503, '1'), {}, 1000],
    ['without saying how long', limited(429), {}, 750],
    ['in words that say nothing', limited(429, 'soon'), {}, 750],
    ['and by it did not take a POST', limited(429, '1'), { method: 'POST' }, 1000],
  ])('%s is asked again after that', async (_name, first, request, milliseconds) => {
    const { get, waited, trial } = await answering([first, fine]);
    const { body } = await get(request);
    expect([body, waited, trial.ledger.length]).toEqual(['fine', [milliseconds], 2]);
  });

  it.each<[string, (response: ServerResponse) => void, Partial<BrokerRequest>]>([
    ['that may have taken a POST', limited(503, '1'), { method: 'POST' }],
    ['that is unavailable and does not say for how long', limited(503), {}],
    ['that fails', limited(500, '1'), {}],
  ])('one %s is not asked again', async (_name, first, request) => {
    const { get, waited, asked } = await answering([first, fine]);
    expect([(await get(request)).body, waited, asked()]).toEqual(['', [], 1]);
  });

  it('for more than a minute keeps nobody up', async () => {
    const { get, waited, asked } = await answering([limited(429, '61'), fine]);
    const refusal = await refusalOf(get());
    expect([refusal, waited, asked()]).toEqual([
      {
        reason: 'rate_limited',
        message: `${server.address} asked us to wait until 09:47:01 UTC.`,
        wait: null,
      },
      [],
      1,
    ]);
  });

  it('for more than some seconds has the run taken back that got nothing yet', async () => {
    const { get, asked } = await answering([limited(429, '6'), fine]);
    const refusal = await refusalOf(get({}, { told: { requests: 0, hosts: new Set<string>() } }));
    expect([refusal.wait, asked()]).toEqual([{ reason: 'refused', until: start + 6000 }, 1]);
  });

  it('after it had redirected leaves the run where it is: its first question was answered', async () => {
    const { get } = await answering([
      (response) => response.writeHead(302, { location: '/there' }).end(),
      limited(429, '61'),
    ]);
    const refusal = await refusalOf(get({}, { told: { requests: 0, hosts: new Set<string>() } }));
    expect([refusal.reason, refusal.wait]).toEqual(['rate_limited', null]);
  });

  it.each(['0', '1'])('%s s for ever is given up within a minute', async (seconds) => {
    const { get, waited, asked } = await answering([limited(429, seconds)]);
    expect((await refusalOf(get())).reason).toBe('rate_limited');
    expect([waited.reduce((sum, wait) => sum + wait, 0) <= 60_000, asked() < 15]).toEqual([
      true,
      true,
    ]);
  });

  it('makes others wait as well', async () => {
    const { get, waited } = await answering([limited(429, '61'), fine]);
    await refusalOf(get());
    expect(await refusalOf(get())).toMatchObject({ reason: 'rate_limited' });
    expect(waited).toEqual([]);
  });
});

describe('what a source says is left', () => {
  const limits = {
    ...noLimits,
    quota: { requests: 1000, per: 'day' as const },
    usage: {
      limit: 'X-RateLimit-Limit',
      left: 'X-RateLimit-Remaining',
      reset: 'X-RateLimit-Reset',
    },
  };
  const saying = (headers: Record<string, string>) => (response: ServerResponse) =>
    response.writeHead(200, headers).end('fine');

  it.each<[string, Record<string, string>, string]>([
    ['seconds from now', { 'x-ratelimit-reset': '3600' }, '10:46:00'],
    ['seconds since 1970', { 'x-ratelimit-reset': String(start / 1000 + 3600) }, '10:46:00'],
    ['milliseconds since 1970', { 'x-ratelimit-reset': String(start + 3_600_000) }, '10:46:00'],
    ['a date', { 'x-ratelimit-reset': 'Fri, 20 Nov 2026 10:46:00 GMT' }, '10:46:00'],
  ])('is believed, with its reset as %s', async (_name, headers, until) => {
    const left = { 'x-ratelimit-limit': '1000', 'x-ratelimit-remaining': '0' };
    const { get, asked } = await answering([saying({ ...left, ...headers })]);
    await get({}, { limits });
    const { reason, message } = await refusalOf(get({}, { limits }));
    expect([reason, message, asked()]).toEqual([
      'quota',
      `The quota of ${server.address} is used up until ${until} UTC.`,
      1,
    ]);
  });
});
