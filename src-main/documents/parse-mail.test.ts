import { describe, expect, test } from 'vitest';
import { mailOf } from './fixtures/files.ts';
import { identified, read, textOf } from './fixtures/read.ts';

describe('a mail', () => {
  const html =
    '<p>Click <a href="https://evil.example/x">here</a></p><img src="http://track.example/p.gif">';
  const attachment = Buffer.from('MZ evil');
  const phish = mailOf(
    'Received: from mx.evil.example (unknown [45.155.205.9])',
    '\tby mx.corp.example',
    'From: =?utf-8?q?B=C3=A4nk?= <sec@bank.example>',
    'Reply-To: catch@evil.example',
    'Subject: =?utf-8?b?S29udG8gZ2VzcGVycnQ=?=',
    'DKIM-Signature: v=1; d=evil.example; s=key1; bh=AAAA; b=BBBB',
    'X-Spam-Score: 3',
    'MIME-Version: 1.0',
    'Content-Type: multipart/mixed; boundary=outer',
    '',
    '--outer',
    'Content-Type: multipart/alternative; boundary=inner',
    '',
    '--inner',
    'Content-Type: text/plain; charset=utf-8',
    'Content-Transfer-Encoding: quoted-printable',
    '',
    'Click http://plain.example/=C3=A4=',
    'b',
    '--inner',
    'Content-Type: text/html; charset=utf-8',
    'Content-Transfer-Encoding: base64',
    '',
    Buffer.from(html).toString('base64'),
    '--inner--',
    '--outer',
    'Content-Type: application/zip',
    'Content-Transfer-Encoding: base64',
    'Content-Disposition: attachment; filename="../in\u0007voice.zip"',
    '',
    attachment.toString('base64'),
    '--outer--',
  );
  const told = [
    'Received: from mx.evil.example (unknown [45.155.205.9]) by mx.corp.example',
    'From: Bänk <sec@bank.example>',
    'Reply-To: catch@evil.example',
    'Subject: Konto gesperrt',
    'DKIM-Signature: d=evil.example; s=key1',
    '',
    'Click http://plain.example/äb',
    '',
    'As HTML:',
    'Click here <https://evil.example/x>',
    '<http://track.example/p.gif>',
    '',
    'Attachment: invoice.zip',
    'Type: application/zip',
    identified(attachment),
  ].join('\n');

  test('is its telling headers, both bodies, and attachments that stay closed', async () => {
    expect(await read('mail', phish)).toEqual({
      text: told,
      notes: ['Attachments are hashed, not opened.'],
    });
  });

  test('is read when it is attached to another', async () => {
    const forward = Buffer.concat([
      mailOf(
        'From: a@corp.example',
        'MIME-Version: 1.0',
        'Content-Type: multipart/mixed; boundary=fwd',
        '',
        '--fwd',
        'Content-Type: text/plain',
        '',
        'look',
        '--fwd',
        'Content-Type: message/rfc822',
        'Content-Disposition: attachment; filename=a.eml',
        '',
        '',
      ),
      phish,
      mailOf('', '--fwd--'),
    ]);
    expect(await textOf('mail', forward)).toBe(
      [
        'From: a@corp.example',
        '',
        'look',
        '',
        'Attachment: a.eml',
        'Type: message/rfc822',
        identified(phish),
        '',
        'Attached message:',
        told,
      ].join('\n'),
    );
  });
});
