import type { ServerResponse } from 'node:http';
import { afterEach, describe, expect, it } from 'vitest';
import type { BrokerRequest } from './broker.ts';
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
    limits: { connect: connectLimit, whole: wholeLimit },
  });
  const get = (request: Partial<BrokerRequest> = {}) =>
    trial.get(`http://${server.address}/`, request);
  return { get, waited, trial, asked: () => asked };
}

const limited = (status: number, retryAfter?: string) => (response: ServerResponse) =>
  response.writeHead(status, retryAfter === undefined ? {} : { 'retry-after': retryAfter }).end();
const fine = (response: ServerResponse) => response.end('fine');

describe('a host that asks to wait', () => {
  it.each<[string, (response: ServerResponse) => void, number]>([
    ['some seconds', limited(429, '7'), 7000],
    ['until a date', limited(429, 'Fri, 20 Nov 2026 09:46:30 GMT'), 30_000],
    ['while it is unavailable', limited(503, '1'), 1000],
  ])('%s is asked again after that', async (_name, first, milliseconds) => {
    const { get, waited, trial } = await answering([first, fine]);
    expect([(await get()).body, waited, trial.ledger.length]).toEqual(['fine', [milliseconds], 2]);
  });

  it.each<[string, (response: ServerResponse) => void, Partial<BrokerRequest>]>([
    ['for more than a minute', limited(429, '61'), {}],
    ['without saying how long', limited(429), {}],
    ['in words that say nothing', limited(429, 'soon'), {}],
    ['after a request that must not be sent twice', limited(429, '1'), { method: 'POST' }],
    ['by an error that is none of the kind', limited(500, '1'), {}],
  ])('%s is not asked again', async (_name, first, request) => {
    const { get, waited, asked } = await answering([first, fine]);
    expect([(await get(request)).body, waited, asked()]).toEqual(['', [], 1]);
  });

  it('for ever is asked three times', async () => {
    const { get, waited, asked } = await answering([limited(429, '1')]);
    expect([(await get()).status, waited, asked()]).toEqual([429, [1000, 1000], 3]);
  });

  it('makes others wait as well', async () => {
    const { get, waited } = await answering([limited(429, '9'), fine]);
    await get({ method: 'POST' });
    expect([(await get()).body, waited]).toEqual(['fine', [9000]]);
  });
});
