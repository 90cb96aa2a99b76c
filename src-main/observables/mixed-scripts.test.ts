import { expect, test } from 'vitest';
import { findObservables } from './find.ts';

test.each([
  ['p\u0430ypal.com', ['a name that ends in .com, mixed scripts: Latin and Cyrillic']],
  ['xn--pypal-4ve.com', ['a name that ends in .com, mixed scripts: Latin and Cyrillic']],
  [
    'https://login.p\u0430ypal.com/x',
    [
      'begins with https://, mixed scripts: Latin and Cyrillic',
      'host of the URL, mixed scripts: Latin and Cyrillic',
    ],
  ],
  [
    'joe@g\u03bf\u03bfgle.com',
    [
      'a mailbox and its host, mixed scripts: Latin and Greek',
      'host of the e-mail address, mixed scripts: Latin and Greek',
    ],
  ],
  [
    '\u0430\u0440\u0440\u04cf\u0435.com',
    ['a name that ends in .com, Cyrillic letters that look like Latin ones'],
  ],
  ['p\u0430ypal[.]com', ['a name that ends in .com, refanged, mixed scripts: Latin and Cyrillic']],
  ['b\u00fccher.de', ['a name that ends in .de']],
  ['\u043f\u0440\u0438\u043c\u0435\u0440.com', ['a name that ends in .com']],
  ['\u65e5\u672c\u3054abc.jp', ['a name that ends in .jp']],
])('of %s it is said: %s', (text, why) => {
  expect(findObservables(text).finds.map((find) => find.why)).toEqual(why);
});
