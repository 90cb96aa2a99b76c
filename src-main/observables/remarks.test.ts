import { expect, test } from 'vitest';
import { applyEdits, valuesToRun } from './edits.ts';
import { findObservables } from './find.ts';

const own = { domains: ['corp.de'], ranges: ['5.6.7.0/24'], mailSuffixes: ['@mail.de'] };

test.each([
  ['https://evil.com/login?user=bob@corp.de', 'own domain corp.de'],
  ['https://evil.com/login?user=bob%40mail.de', 'own mail suffix mail.de'],
  ['https://evil.com/login#bob@corp.de', 'own domain corp.de'],
  ['https://evil.com/?to=http%3A%2F%2F5.6.7.8%2F', 'own range 5.6.7.0/24'],
  ['https://corp.de@evil.com/', 'own domain corp.de'],
])('that %s holds an own value is said, and the URL alone runs', (text, reason) => {
  const { finds } = findObservables(text, { own });
  expect(finds[0]?.why).toBe(`begins with https://, holds a value of ${reason}`);
  expect([...valuesToRun(applyEdits(finds, []), false).values()].map(({ value }) => value)).toEqual(
    [text],
  );
});

test.each([
  'https://evil.com/login?user=bob@evil.com',
  'https://evil.com/?to=10.0.0.1',
  'https://notcorp.de/x',
])('nothing is said of %s', (text) => {
  expect(findObservables(text, { own }).finds[0]?.why).toBe('begins with https://');
});
