import { expect, test } from 'vitest';
import { findObservables } from './find.ts';

/** What is found outermost: value, field, and the text as written where that differs. */
function found(text: string): string[] {
  return findObservables(text)
    .finds.filter(({ nestedIn }) => nestedIn === undefined)
    .map(({ value, field, text: written }) =>
      [value, field, ...(written === value ? [] : [written])].join(' | '),
    );
}

test.each<[name: string, text: string, found: string[]]>([
  [
    'slashes and code points',
    String.raw`{"a":"https:\/\/evil.com\/b?x=1\u0026y=2","d":"evil\u002Ecom"}`,
    [
      String.raw`https://evil.com/b?x=1&y=2 | a | https:\/\/evil.com\/b?x=1\u0026y=2`,
      String.raw`evil.com | d | evil\u002Ecom`,
    ],
  ],
  [
    'line breaks and tabs before values of each kind',
    String.raw`{"m":"x\nevil.com\n1.2.3.4\r\njoe@evil.ru\td41d8cd98f00b204e9800998ecf8427e\nhttp://evil.cn/a"}`,
    [
      'evil.com | m',
      '1.2.3.4 | m',
      'joe@evil.ru | m',
      'd41d8cd98f00b204e9800998ecf8427e | m',
      'http://evil.cn/a | m',
    ],
  ],
  [
    'backslashes of paths',
    String.raw`{"p":"C:\\new\\temp\\a.exe","k":"HKLM\\Software\\Run"}`,
    [
      String.raw`C:\new\temp\a.exe | p | C:\\new\\temp\\a.exe`,
      String.raw`HKEY_LOCAL_MACHINE\Software\Run | k | HKLM\\Software\\Run`,
    ],
  ],
  [
    'backslashes that nobody escaped',
    String.raw`{"p":"C:\Users\new\a.exe"}`,
    [String.raw`C:\Users\new\a.exe | p`],
  ],
  [
    'JSON in a string',
    JSON.stringify({
      raw: JSON.stringify({ m: 'x\n1.2.3.4', p: 'C:\\new\\a.exe', u: 'http://evil.com/"' }),
    }),
    [
      '1.2.3.4 | raw.m',
      String.raw`C:\new\a.exe | raw.p | C:\\\\new\\\\a.exe`,
      'http://evil.com/ | raw.u',
    ],
  ],
  [
    'defanged values after escapes',
    String.raw`{"m":"see\nhxxp:\/\/evil[.]com\/a"}`,
    [String.raw`http://evil.com/a | m | hxxp:\/\/evil[.]com\/a`],
  ],
  [
    'no escapes outside of strings',
    String.raw`C:\new\temp\a.exe {"ip":"1.2.3.4"} D:\new\b.exe`,
    [String.raw`C:\new\temp\a.exe | `, '1.2.3.4 | ip', String.raw`D:\new\b.exe | `],
  ],
])('reads %s', (_, text, expected) => {
  expect(found(text)).toEqual(expected);
});

test('an escape makes a value no less plain: only disguises count as defanging', () => {
  const [find] = findObservables(String.raw`{"a":"http:\/\/evil.com\/"}`).finds;
  expect(find?.why).toBe('begins with http://');
});

test('names of columns are no values', () => {
  expect(found('device.id,query.name,source.ip\n7,evil.com,1.2.3.4\n')).toEqual([
    'evil.com | query.name',
    '1.2.3.4 | source.ip',
  ]);
});
