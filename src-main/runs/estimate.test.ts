import { expect, test } from 'vitest';
import { estimateEnd, type OpenWork } from './estimate.ts';

const now = Date.parse('2026-11-20T09:00:00.000Z');
const at = (seconds: number) => new Date(now + seconds * 1000).toISOString();
const work = (part: Partial<OpenWork> = {}): OpenWork => ({
  enricherId: 'a',
  own: 10,
  others: 0,
  lines: 0,
  meanMs: 2000,
  waitingUntil: null,
  rate: null,
  ...part,
});

test.each<{ name: string; work: OpenWork[]; seconds: number | null; waitsFor?: string }>([
  { name: 'nothing is left to do', work: [], seconds: 0 },
  { name: 'the slots share what is to be done', work: [work()], seconds: 5 },
  {
    name: 'other pastes take their turns: of each as many as of this one',
    work: [work({ others: 5000, lines: 2 })],
    seconds: 15,
  },
  { name: 'and no more than they have', work: [work({ others: 4, lines: 2 })], seconds: 7 },
  {
    name: 'what only others ask says nothing',
    work: [work(), work({ enricherId: 'b', own: 0, others: 9, lines: 1, meanMs: null })],
    seconds: 5,
  },
  {
    name: 'a source that takes one in ten seconds takes that long',
    work: [work({ rate: { requests: 1, seconds: 10 } }), work({ enricherId: 'b' })],
    seconds: 100,
  },
  {
    name: 'a wait decides, and is named',
    work: [work({ waitingUntil: at(600) }), work({ enricherId: 'b' })],
    seconds: 600,
    waitsFor: 'a',
  },
  {
    name: 'a wait that is over before the rest is done is not named',
    work: [work({ waitingUntil: at(60) }), work({ enricherId: 'b', own: 1000 })],
    seconds: 505,
  },
  { name: 'a short wait is not named', work: [work({ waitingUntil: at(10) })], seconds: 10 },
  {
    name: 'without a measured run there is no basis',
    work: [work(), work({ enricherId: 'b', meanMs: null })],
    seconds: null,
  },
  {
    name: 'a wait is known without one',
    work: [work({ meanMs: null, waitingUntil: at(600) })],
    seconds: null,
    waitsFor: 'a',
  },
])('$name', ({ work, seconds, waitsFor = null }) => {
  expect(estimateEnd(work, { concurrency: 4, now })).toEqual({
    endsAt: seconds === null ? null : now + seconds * 1000,
    waitsFor,
  });
});
