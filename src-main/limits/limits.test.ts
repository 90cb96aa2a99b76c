import { describe, expect, it, test } from 'vitest';
import { freshStates, type LimitStates, learned, movedBack, taken, waitOf } from './judge.ts';
import { type Lesson, type Limits, noLimits } from './limits.ts';
import { standingOf } from './quota.ts';

const start = Date.parse('2026-11-30T23:00:00.000Z');
const lesson = (change: Partial<Lesson>): Lesson => ({
  result: 'answered',
  waitMs: null,
  usage: null,
  chance: 1,
  ...change,
});

/** A source with one who asks, on a clock that the test sets. */
function asking(limits: Partial<Limits>) {
  const all = { ...noLimits, ...limits };
  let states: LimitStates = freshStates;
  let now = start;
  return {
    pass: (milliseconds: number) => void (now += milliseconds),
    clockGoesBack(milliseconds: number) {
      now -= milliseconds;
      states = movedBack(states, milliseconds);
    },
    wait: (under = 0) => {
      const wait = waitOf(states, all, under, now);
      return wait === null ? null : `${wait.reason} ${(wait.until - now) / 1000}`;
    },
    /** Sends, and hears at once what becomes of it. */
    send(change: Partial<Lesson> = {}, sentAt = now) {
      states = learned(taken(states, all, now), sentAt, lesson(change), now);
    },
    left: () => standingOf(states.quota, all.quota, now),
    now: () => now,
  };
}

describe('a rate', () => {
  const rate = { requests: 4, seconds: 1 };

  it('lets its requests through at once, and each token back a second after it was taken', () => {
    const source = asking({ rate });
    const seen = [];
    for (const pause of [0, 0, 300, 300, 0]) {
      source.pass(pause);
      source.send();
      seen.push(source.wait());
    }
    expect(seen).toEqual([null, null, null, 'rate 0.4', 'rate 0.4']);
  });

  it('takes back the token of what never left', () => {
    const source = asking({ rate: { requests: 1, seconds: 60 } });
    source.send({ result: 'unsent' });
    expect(source.wait()).toBe(null);
  });
});

test('no more are under way than the source takes at a time', () => {
  const source = asking({ concurrency: 2 });
  expect([source.wait(1), source.wait(2)]).toEqual([null, 'concurrency 0.2']);
});

describe('a source that refuses', () => {
  it('is left alone as long as it says', () => {
    const source = asking({});
    source.send({ result: 'refused', waitMs: 7000 });
    expect(source.wait()).toBe('refused 7');
    source.pass(7000);
    expect(source.wait()).toBe(null);
  });

  it('is left alone for twice as long each time where it says nothing', () => {
    const source = asking({});
    const waits = [];
    for (let times = 0; times < 11; times += 1) {
      source.send({ result: 'refused' });
      waits.push(source.wait());
      source.pass(300_000);
    }
    const seconds = [1, 2, 4, 8, 16, 32, 64, 128, 256, 300, 300];
    expect(waits).toEqual(seconds.map((each) => `refused ${each}`));
  });

  it('at once and again is not taken at its word for ever', () => {
    const source = asking({});
    const waits = [];
    for (let times = 0; times < 6; times += 1) {
      source.send({ result: 'refused', waitMs: 0 });
      waits.push(source.wait());
      source.pass(10_000);
    }
    expect(waits).toEqual([null, null, null, 'refused 1', 'refused 2', 'refused 4']);
  });

  it('for what was under way when it refused first is not told twice', () => {
    const source = asking({});
    source.pass(10);
    source.send({ result: 'refused' }, start);
    source.send({ result: 'refused' }, start);
    source.send({ result: 'refused' }, start);
    expect(source.wait()).toBe('refused 1');
    source.send({ result: 'answered' }, start);
    expect(source.wait()).toBe('refused 1');
  });
});

describe('a host that fails', () => {
  const broken = () => {
    const source = asking({});
    for (let times = 0; times < 5; times += 1) source.send({ result: 'failed' });
    return source;
  };

  it('is left alone after five failures in a row, and one that answers between them begins anew', () => {
    const source = asking({});
    for (let times = 0; times < 4; times += 1) source.send({ result: 'failed' });
    source.send();
    source.send({ result: 'failed' });
    expect([source.wait(), broken().wait()]).toEqual([null, 'unavailable 8']);
  });

  it('is then asked by one, whose answer opens it for all', () => {
    const source = broken();
    source.pass(8000);
    source.send({ result: 'abandoned' });
    expect(source.wait()).toBe(null);
    source.send();
    expect(source.wait()).toBe(null);
  });

  it('is left alone for longer when that one fails', () => {
    const source = broken();
    source.pass(8000);
    source.send({ result: 'failed' });
    expect(source.wait()).toBe('unavailable 16');
  });

  it('keeps the others away while that one is under way, and not for ever', () => {
    let states = freshStates;
    for (let times = 0; times < 5; times += 1) {
      states = learned(states, start, lesson({ result: 'failed' }), start);
    }
    const probing = taken(states, noLimits, start + 8000);
    const wait = (after: number) => waitOf(probing, noLimits, 1, start + after)?.reason ?? null;
    expect([wait(8000), wait(60_000), wait(8000 + 75_000)]).toEqual([
      'unavailable',
      'unavailable',
      null,
    ]);
  });
});

describe('a quota', () => {
  it('of a month begins anew with the month', () => {
    const source = asking({ quota: { requests: 2, per: 'month' } });
    source.send();
    source.send();
    expect([source.wait(), source.left()?.left]).toEqual(['quota 3600', 0]);
    source.pass(3_600_000);
    expect([source.wait(), source.left()?.left]).toEqual([null, 2]);
  });

  it('is what the source says, less what was sent since', () => {
    const source = asking({ quota: { requests: 1000, per: 'day' } });
    source.send({ usage: { limit: 500, left: 12, resetAt: null } });
    source.send();
    expect(source.left()).toEqual({
      limit: 500,
      left: 11,
      saidAt: start,
      until: Date.parse('2026-12-01T00:00:00.000Z'),
    });
  });

  it('is not raised again by an answer that was overtaken', () => {
    const source = asking({ quota: { requests: 1000, per: 'day' } });
    source.send({ usage: { limit: 1000, left: 11, resetAt: null } });
    source.send({ usage: { limit: 1000, left: 12, resetAt: null } }, start - 1);
    expect(source.left()?.left).toBe(11);
  });

  it.each([
    ['hours', 7_200_000, 7200],
    ['years, which no day explains', 9e11, 86_400],
  ])('that is used up until %s ahead is waited for so long', (_name, ahead, seconds) => {
    const source = asking({ quota: { requests: 1000, per: 'day' } });
    source.send({ usage: { limit: 1000, left: 0, resetAt: start + ahead } });
    expect(source.wait()).toBe(`quota ${seconds}`);
  });

  it('that nobody told the end of holds nobody up', () => {
    const source = asking({ usage: { left: 'x-left' } });
    source.send({ usage: { limit: null, left: 0, resetAt: null } });
    expect(source.wait()).toBe(null);
  });
});

test('a clock that goes back makes no wait longer than it was', () => {
  const source = asking({ rate: { requests: 1, seconds: 60 } });
  source.send({ result: 'refused', waitMs: 50_000 });
  source.clockGoesBack(86_400_000 * 400);
  expect(source.wait()).toBe('rate 60');
});
