import { expect, test } from 'vitest';
import { findObservables } from './find.ts';

/** `type value`, nested ones after `> `. */
function found(text: string): string[] {
  return findObservables(text).finds.map(
    ({ type, value, nestedIn }) => `${nestedIn === undefined ? '' : '> '}${type} ${value}`,
  );
}

test('one tag of a quoted mail leaves a log beside it alone', () => {
  const sha256 = 'ab12'.repeat(16);
  const log = `src=20.1.7.9 sha256=${sha256}\n`.repeat(20);
  expect(found(`${log}subject: <a href=3D"http://evil.com/?a=3D1">\n`)).toEqual([
    ...Array.from({ length: 20 }, () => ['ipv4 20.1.7.9', `sha256 ${sha256}`]).flat(),
    'url http://evil.com/?a=1',
    '> domain evil.com',
  ]);
});

test('only the part of a mail that is said to be quoted-printable is read so', () => {
  const mail = [
    'MIME-Version: 1.0',
    'Content-Type: multipart/mixed; boundary="b-12345"',
    '',
    '--b-12345',
    'Content-Type: text/plain',
    '',
    'see http://evil.com/gate.php?id=AB12CD',
    '--b-12345',
    'Content-Transfer-Encoding: quoted-printable',
    'Content-Type: text/plain',
    '',
    'and http://bad.com/gate.php?id=3DAB12=',
    'CD',
    '--b-12345',
    'Content-Type: text/plain',
    '',
    'aGVsbG8gd29ybGQ=',
    'worse.com',
    '--b-12345--',
  ].join('\r\n');
  expect(found(mail)).toEqual([
    'url http://evil.com/gate.php?id=AB12CD',
    '> domain evil.com',
    'url http://bad.com/gate.php?id=AB12CD',
    '> domain bad.com',
    'domain worse.com',
  ]);
});
