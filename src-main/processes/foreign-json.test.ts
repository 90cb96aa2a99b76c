import { expect, test } from 'vitest';
import { parseForeignJson } from './foreign-json.ts';

const nested = (levels: number) => '['.repeat(levels) + ']'.repeat(levels);

test.each<[string, string, unknown]>([
  ['what JSON.parse reads', '{"a":[1,null,"x"]}', { a: [1, null, 'x'] }],
  ['nothing of __proto__', '{"a":{"__proto__":{"admin":true},"b":1}}', { a: { b: 1 } }],
  ['nothing of an escaped __proto__', '{"\\u005f_proto\\u005F_":{"admin":true}}', {}],
  [
    'brackets inside strings as text',
    `{"a":"${'['.repeat(200)}\\"[","b":"\\\\"}`,
    { a: `${'['.repeat(200)}"[`, b: '\\' },
  ],
  ['64 levels', nested(64), JSON.parse(nested(64))],
  [
    'many short levels',
    `[${Array.from({ length: 100 }, () => '[1]').join()}]`,
    Array.from({ length: 100 }, () => [1]),
  ],
])('gives %s', (_what, text, value) => {
  const parsed = parseForeignJson(text);
  expect(parsed).toEqual(value);
  expect(Object.getPrototypeOf(parsed)).toBe(Object.getPrototypeOf(value));
});

test.each([
  ['nothing', ''],
  ['half an object', '{"a":'],
  ['65 levels', nested(65)],
  ['a million levels', '['.repeat(1_000_000)],
  ['a string without end', `"${'\\"'.repeat(100)}`],
])('refuses %s', (_what, text) => {
  expect(() => parseForeignJson(text)).toThrow(SyntaxError);
});
