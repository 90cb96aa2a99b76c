import { afterEach, expect, test, vi } from 'vitest';
import { retryAfter } from './retry-after.ts';
import { usageOf } from './usage.ts';

const now = '2026-11-21T09:00:00.000Z';
const hour = 3_600_000;

afterEach(() => vi.unstubAllEnvs());

test.each<[string, number | null]>([
  ['90', 90_000],
  ['0.5', 500],
  ['Sat, 21 Nov 2026 10:00:00 GMT', hour],
  ['Saturday, 21-Nov-26 10:00:00 GMT', hour],
  ['Sat Nov 21 10:00:00 2026', hour],
  ['2026-11-21T10:00:00', hour],
  ['2026-11-21 10:00:00', hour],
  ['2026-11-21T11:00:00+01:00', hour],
  ['2026-11-21T10:00:00Z', hour],
  ['Sat, 21 Nov 2026 08:00:00 GMT', 0],
  ['1,2', null],
  ['-5', null],
  ['5 minutes', null],
  ['soon', null],
])('Retry-After: %s, wherever the machine stands', (value, expected) => {
  for (const zone of ['UTC', 'America/New_York', 'Asia/Kolkata']) {
    vi.stubEnv('TZ', zone);
    expect(retryAfter({ 'retry-after': value }, now)).toBe(expected);
  }
});

test('the end of a quota that names no zone is one of UTC', () => {
  vi.stubEnv('TZ', 'America/New_York');
  const headers = { left: '0', reset: '2026-11-22 00:00:00' };
  expect(usageOf(headers, { left: 'Left', reset: 'Reset' }, now)?.resetAt).toBe(
    Date.parse('2026-11-22T00:00:00.000Z'),
  );
});
