import { expect, it } from 'vitest';
import { type CopiedValue, type CopyForm, copiedText } from './copied-text.ts';

const values: readonly CopiedValue[] = [
  { type: 'url', value: 'https://evil.com/a,b', note: '1 of 2 malicious' },
  { type: 'filename', value: '=a`b``.exe' },
];

it.each<[CopyForm, string]>([
  ['defanged', 'hxxps://evil[.]com/a,b\n=a`b``.exe\n'],
  ['refanged', 'https://evil.com/a,b\n=a`b``.exe\n'],
  [
    'csv',
    'type,value,defanged\r\nurl,"https://evil.com/a,b","hxxps://evil[.]com/a,b"\r\n' +
      "filename,'=a`b``.exe,'=a`b``.exe\r\n",
  ],
  ['markdown', '- url `hxxps://evil[.]com/a,b`: 1 of 2 malicious\n- filename ``` =a`b``.exe ```\n'],
])('writes values as %s', (form, text) => {
  expect(copiedText(form, values, 'brackets')).toBe(text);
});

it('writes values as JSON, live and defanged', () => {
  expect(JSON.parse(copiedText('json', values, 'words'))).toEqual([
    { type: 'url', value: 'https://evil.com/a,b', defanged: 'hxxps://evil[dot]com/a,b' },
    { type: 'filename', value: '=a`b``.exe', defanged: '=a`b``.exe' },
  ]);
});

it('puts one value alone down without a line end', () => {
  expect(copiedText('defanged', values.slice(0, 1), 'full-brackets')).toBe(
    'hxxps[://]evil[.]com/a,b',
  );
});
