import { createHash } from 'node:crypto';
import { describe, expect, test } from 'vitest';
import { mailOf } from './fixtures/files.ts';
import { readMail } from './mail.ts';
import { createPage } from './page.ts';

function read(mail: Buffer) {
  const page = createPage();
  readMail(mail, page);
  return page.finish();
}
const sha256 = (bytes: Buffer) => createHash('sha256').update(bytes).digest('hex');

/** A mail with one part beside its text: the header of that part, and its body as it is sent. */
const mailWith = (header: readonly string[], body: Buffer, multipart = 'mixed') =>
  Buffer.concat([
    mailOf(
      'From: a@b.example',
      `Content-Type: multipart/${multipart}; boundary="b 1"`,
      '',
      'preamble',
      '--b 1',
      '',
      'hello',
      '--b 1',
      ...header,
      '',
      '',
    ),
    body,
    mailOf('', '--b 1--', 'epilogue'),
  ]);

const page = Buffer.from('<script>a = 1;</script>\r\n<p>grüße</p>\r\n');
const calendar = Buffer.from('BEGIN:VCALENDAR\r\nSUMMARY:caf\xe9\r\nEND:VCALENDAR\r\n', 'latin1');
const csv = Buffer.from('a,b\r\n1,\xe9\r\n', 'latin1');
const message = mailOf('Subject: inner', '', 'body', '');
const quoted = '<script>a =3D 1;</script>\r\n<p>gr=C3=BC=\r\n=c3=9fe</p>\r\n';
const lines = (bytes: Buffer) =>
  bytes
    .toString('base64')
    .match(/.{1,76}/g)
    ?.join('\r\n') ?? '';

describe('an attachment is hashed as its sender had it', () => {
  test.each<[what: string, header: string[], body: Buffer | string, expected: Buffer]>([
    ['of lines', ['Content-Type: text/csv'], 'a,b\r\n1,2\r\n', Buffer.from('a,b\r\n1,2\r\n')],
    [
      'of lines that end as on Unix',
      ['Content-Type: text/csv'],
      'a\n\nb\n',
      Buffer.from('a\n\nb\n'),
    ],
    ['without a line end', ['Content-Type: text/csv'], 'a\r\nb', Buffer.from('a\r\nb')],
    ['of nothing', ['Content-Type: text/csv'], '', Buffer.from('')],
    [
      'of bytes that are no UTF-8',
      ['Content-Type: text/csv; charset=iso-8859-1', 'Content-Transfer-Encoding: 8bit'],
      csv,
      csv,
    ],
    [
      'in quoted-printable',
      ['Content-Type: application/x-page', 'Content-Transfer-Encoding: Quoted-Printable'],
      quoted,
      page,
    ],
    [
      'in base64, an invitation',
      ['Content-Type: text/calendar; method=request', 'Content-Transfer-Encoding: base64'],
      lines(calendar),
      calendar,
    ],
    [
      'in base64 without its padding',
      ['Content-Type: application/ics', 'Content-Transfer-Encoding: base64'],
      lines(calendar).replace(/=+$/, ''),
      calendar,
    ],
    ['that is a mail', ['Content-Type: message/rfc822'], message, message],
    [
      'that is a mail in base64',
      ['Content-Type: message/rfc822', 'Content-Transfer-Encoding: base64'],
      lines(message),
      message,
    ],
    [
      'whose lines look like boundaries',
      ['Content-Type: text/csv'],
      '--b\r\n-- \r\n--b 12\r\n--',
      Buffer.from('--b\r\n-- \r\n--b 12\r\n--'),
    ],
  ])('%s', (_what, header, body, expected) => {
    const { text } = read(mailWith(header, Buffer.from(body)));
    expect(text.match(/^(Size|SHA256): .*$/gm)).toEqual([
      `Size: ${expected.length} bytes`,
      `SHA256: ${sha256(expected)}`,
    ]);
  });

  test.each<[what: string, header: string[], name: string]>([
    ['inline', ['Content-Disposition: inline; filename=in.html'], 'in.html'],
    ['by its type alone', ['Content-Type: text/html; name="in voice.html"'], 'in voice.html'],
    [
      'in pieces',
      ["Content-Disposition: inline; filename*0*=utf-8''in%C3%A4;", ' filename*1="voice.html"'],
      'inävoice.html',
    ],
    ['coded', ["Content-Disposition: inline; filename*=iso-8859-1''%E4.html"], 'ä.html'],
    ['in coded words', ['Content-Type: text/html; name="=?utf-8?q?=C3=A4=2Ehtml?="'], 'ä.html'],
    ['with quotes', ['Content-Disposition: inline; filename="a\\"b;c.html"'], 'a"b;c.html'],
  ])('a page with a name, %s, is read and hashed', (_what, header, name) => {
    const type = header.some((line) => line.startsWith('Content-Type'))
      ? []
      : ['Content-Type: text/html; charset=utf-8'];
    const encoding = 'Content-Transfer-Encoding: quoted-printable';
    const { text } = read(mailWith([...type, ...header, encoding], Buffer.from(quoted)));
    expect(text).toBe(
      [
        'From: a@b.example',
        '',
        'hello',
        '',
        'As HTML:',
        'grüße',
        '',
        'Scripts:',
        'a = 1;',
        '',
        `Attachment: ${name}`,
        'Type: text/html',
        `Size: ${page.length} bytes`,
        `MD5: ${createHash('md5').update(page).digest('hex')}`,
        `SHA1: ${createHash('sha1').update(page).digest('hex')}`,
        `SHA256: ${sha256(page)}`,
      ].join('\n'),
    );
  });

  test.each<[what: string, encoding: string, body: string]>([
    ['base64 with more behind its end', 'base64', 'YQ==\r\nYQ=='],
    ['base64 with other signs', 'base64', 'YWJj-_ZGVm'],
    ['base64 that was cut', 'base64', 'YWJjZ'],
    ['quoted-printable with a sign that is none', 'quoted-printable', 'a=ZZ'],
    ['quoted-printable with spaces at the end of a line', 'quoted-printable', 'a \r\nb'],
    [
      'an encoding behind a header without end',
      `${'\r\nX: y'.repeat(60_000)}\r\nContent-Transfer-Encoding: base64`,
      'YQ==',
    ],
    ['an encoding that is not known', 'x-uuencode', 'begin 644 a'],
  ])('%s gives no hash, and says so', (_what, encoding, body) => {
    const field = encoding.startsWith('\r\n') ? 'X: y' : 'Content-Transfer-Encoding: ';
    const header = ['Content-Type: application/x-a', `${field}${encoding}`];
    const { text, notes } = read(mailWith(header, Buffer.from(body)));
    expect({ text, notes }).toEqual({
      text: 'From: a@b.example\n\nhello\n\nAttachment: unnamed\nType: application/x-a\nNot hashed: its encoding is damaged or unknown.',
      notes: [
        'An attachment was not hashed: its encoding is damaged or unknown, so its bytes are not certain.',
      ],
    });
  });

  test('a part of a digest is a mail, unless it says otherwise', () => {
    const { text } = read(mailWith([], message, 'digest'));
    expect(text).toContain(
      `SHA256: ${sha256(message)}\n\nAttached message:\nSubject: inner\n\nbody`,
    );
  });
});

describe('the text of a mail', () => {
  test.each<[what: string, header: string[], body: Buffer, expected: string]>([
    ['is in its character set', ['Content-Type: text/plain; charset=koi8-r'], Buffer.of(0xd1), 'я'],
    ['is what it looks like, where it names none', [], Buffer.from('\xe9', 'latin1'), 'é'],
    [
      'is read where it names one that is unknown',
      ['Content-Type: text/plain; charset=x'],
      Buffer.from('é'),
      'é',
    ],
    ['is text where its type is half a word', ['Content-Type: text'], Buffer.from('a'), 'a'],
    [
      'flows',
      ['Content-Type: text/plain; format=flowed; delsp=yes'],
      mailOf('http://evil.example/a ', 'b', '-- ', 'me'),
      'http://evil.example/ab\n-- \nme',
    ],
    [
      'is there although its boundary never comes',
      ['Content-Type: multipart/mixed; boundary=x'],
      Buffer.from('evil.example'),
      'evil.example',
    ],
  ])('%s', (_what, header, body, expected) => {
    expect(read(Buffer.concat([mailOf(...header, 'X-A: b', '', ''), body])).text).toBe(expected);
  });
});

test('a header without end is read in passing, and said to be cut', () => {
  const endless = Buffer.from(
    `From: a@b.example\r\n${'Received: from evil.example\r\n'.repeat(600_000)}`,
  );
  const started = performance.now();
  const { text, notes } = read(Buffer.concat([endless, Buffer.from('\r\nhello')]));
  expect(performance.now() - started).toBeLessThan(3000);
  expect({ last: text.split('\n').at(-1), notes }).toEqual({
    last: 'hello',
    notes: ['The header of this mail is longer than any real one: its first 256 KB were read.'],
  });
});
