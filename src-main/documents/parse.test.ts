import { createHash } from 'node:crypto';
import { describe, expect, test } from 'vitest';
import {
  docxOf,
  drawn,
  mailOf,
  paragraph,
  pdfOf,
  relationships,
  xlsxOf,
  zipOf,
} from './fixtures/files.ts';
import type { ParsedKind } from './kind.ts';
import { parseDocument } from './parse.ts';

/** The text after the lines that say which file it is. */
async function read(kind: ParsedKind, bytes: Buffer | string) {
  const { text, notes } = await parseDocument(kind, 'file', Buffer.from(bytes));
  return { text: text.split('\n').slice(6).join('\n'), notes };
}
const textOf = async (kind: ParsedKind, bytes: Buffer | string) => (await read(kind, bytes)).text;
const hash = (algorithm: string, bytes: Buffer) =>
  createHash(algorithm).update(bytes).digest('hex');
const identified = (bytes: Buffer) =>
  [
    `Size: ${bytes.length} bytes`,
    `MD5: ${hash('md5', bytes)}`,
    `SHA1: ${hash('sha1', bytes)}`,
    `SHA256: ${hash('sha256', bytes)}`,
  ].join('\n');

test('a document begins with what it is known by, its name without tricks', async () => {
  const bytes = Buffer.from('<html><p>hello');
  expect(await parseDocument('html', 'C:\\Users\\a\\in\u0000vo\nice\u202efdp.html', bytes)).toEqual(
    {
      text: `File: invoicefdp.html\n${identified(bytes)}\n\nhello`,
      notes: [],
    },
  );
});

describe('a page', () => {
  test.each<[what: string, html: string, expected: string]>([
    ['keeps words and lines', '<p>one  two<br>three</p><div>four</div>', 'one two\nthree\nfour'],
    ['keeps columns', '<table><tr><td>a<td>b</tr><tr><td>c<td>d</table>', 'a\tb\nc\td'],
    [
      'keeps where a link leads',
      '<a href="https://evil.example/?a=1&amp;b=2">https://bank.example</a>!',
      'https://bank.example <https://evil.example/?a=1&b=2> !',
    ],
    [
      'does not say an address twice',
      '<a href="https://a.example">https://a.example</a>',
      'https://a.example',
    ],
    [
      'keeps pictures, forms, frames and scripts',
      '<img src=http://t.example/p.gif><form action="//f.example/x"><iframe src="https://i.example"></iframe><script src="https://s.example/a.js"></script>',
      '<http://t.example/p.gif>\n<//f.example/x>\n<https://i.example>\n<https://s.example/a.js>',
    ],
    [
      'keeps what a refresh leads to',
      '<meta http-equiv="refresh" content="0; url=next.php"><p>wait',
      '<0; url=next.php>\nwait',
    ],
    [
      'keeps addresses in any attribute',
      '<p onclick="location=\'http://c.example\'" data-x="mailto:a@b.example">x',
      "<location='http://c.example'> <mailto:a@b.example> x",
    ],
    [
      'leaves out name spaces and pictures within',
      '<p xmlns:o="http://n.example" style="x"><img src="data:image/png;base64,AAAA">x',
      'x',
    ],
    [
      'leaves out where it leads to itself',
      '<a href="#top">up</a> <a href="/home">home</a>',
      'up home',
    ],
    ['keeps comments', '<p>a<!-- see http://c.example -->b', 'a\n<!-- see http://c.example -->\nb'],
    [
      'keeps scripts as text at its end',
      '<p>a<script>var u = "http://x" + 1 < 2;</script>b',
      'ab\n\nScripts:\nvar u = "http://x" + 1 < 2;',
    ],
    [
      'keeps of styles what they load',
      '<style>@import "https://c.example/a.css"; p { background: url(//b.example/p.png) }</style>x',
      'x\n\nScripts:\nhttps://c.example/a.css\n//b.example/p.png',
    ],
    ['keeps what is preformatted', '<pre>a\n  b</pre>', 'a\n  b'],
    ['knows entities', '<p>a&amp;b &lt;c&gt; &#46;&nbsp;d', 'a&b <c> . d'],
  ])('%s', async (_what, html, expected) => {
    expect(await textOf('html', `<html>${html}`)).toBe(expected);
  });
});

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

describe('a Word document', () => {
  const link = (id: string, text: string) =>
    `<w:hyperlink r:id="${id}"><w:r><w:t>${text}</w:t></w:r></w:hyperlink>`;

  test.each<[what: string, body: string, expected: string]>([
    ['keeps paragraphs', paragraph('one') + paragraph('two'), 'one\ntwo'],
    [
      'joins runs',
      '<w:p><w:r><w:t>185.220.</w:t></w:r><w:r><w:t>101.34</w:t></w:r></w:p>',
      '185.220.101.34',
    ],
    [
      'keeps hyphens that do not break',
      '<w:p><w:r><w:t>evil</w:t><w:noBreakHyphen/><w:t>login.com</w:t></w:r></w:p>',
      'evil-login.com',
    ],
    [
      'keeps rows',
      `<w:tbl><w:tr><w:tc>${paragraph('a')}${paragraph('b')}</w:tc><w:tc>${paragraph('c')}</w:tc></w:tr></w:tbl>${paragraph('d')}`,
      'a b\tc\nd',
    ],
    [
      'keeps what was deleted',
      '<w:p><w:del><w:r><w:delText>old.example</w:delText></w:r></w:del></w:p>',
      'old.example',
    ],
    [
      'joins field codes that were cut apart',
      '<w:p><w:fldChar w:fldCharType="begin"/><w:instrText>DDEAUTO c:\\\\win</w:instrText><w:instrText>dows\\\\cmd.exe</w:instrText><w:fldChar w:fldCharType="end"/></w:p>',
      'DDEAUTO c:\\\\windows\\\\cmd.exe',
    ],
    [
      'says a drawing once',
      `<mc:AlternateContent><mc:Choice>${paragraph('box')}</mc:Choice><mc:Fallback>${paragraph('box')}</mc:Fallback></mc:AlternateContent>`,
      'box',
    ],
    ['knows the entities of XML and no others', paragraph('a&amp;b&#46;c&lol;'), 'a&b.c&lol;'],
  ])('%s', async (_what, body, expected) => {
    expect((await textOf('office', docxOf(body))).trim()).toBe(expected);
  });

  test('shows links, other parts, what is loaded from outside, and what is embedded', async () => {
    const macros = Buffer.from('macros');
    const bytes = docxOf(`<w:p>${link('rId1', 'bank.example')}</w:p>`, {
      'word/_rels/document.xml.rels': relationships([
        { id: 'rId1', type: 'hyperlink', target: 'https://evil.example/?a&amp;b' },
        { id: 'rId2', type: 'oleObject', target: '\\\\files.example\\share\\a.doc' },
        { id: 'rId3', type: 'header', target: 'header1.xml' },
      ]),
      'word/_rels/settings.xml.rels': relationships([
        { id: 'rId1', type: 'attachedTemplate', target: 'http://template.example/a.dotm' },
      ]),
      'word/header1.xml': `<w:hdr>${paragraph('head.example')}</w:hdr>`,
      'word/comments.xml': `<w:comments><w:comment>${paragraph('note.example')}</w:comment></w:comments>`,
      'word/styles.xml': '<w:styles/>',
      'word/media/image1.png': 'picture',
      'word/vbaProject.bin': macros,
      'docProps/core.xml': '<c><dc:creator>Mallory</dc:creator><x>unsaid</x></c>',
    });
    expect(await read('office', bytes)).toEqual({
      text: [
        'Author: Mallory',
        '',
        'bank.example <https://evil.example/?a&b> ',
        '',
        'Comments:',
        'note.example',
        '',
        'Header:',
        'head.example',
        '',
        'Loaded or linked from outside:',
        'oleObject: <\\\\files.example\\share\\a.doc>',
        'attachedTemplate: <http://template.example/a.dotm>',
        '',
        'Embedded: vbaProject.bin',
        identified(macros),
      ].join('\n'),
      notes: ['Embedded objects are hashed, not opened.', 'It holds macros, which were not read.'],
    });
  });
});

test('a workbook is all its sheets, hidden ones too, with links, comments and connections', async () => {
  const bytes = xlsxOf(
    [
      {
        name: 'IOC',
        data: `<sheetData>
          <row><c r="A1" t="s"><v>0</v></c><c r="C1" t="s"><v>1</v></c></row>
          <row><c r="A2"><v>42</v></c><c r="B2" t="inlineStr"><is><t>in</t><t>line</t></is></c></row>
          <row><c r="A3"><f>A1&amp;A2</f><v>x</v></c><c r="B3" t="str"><f>HYPERLINK("https://f.example","y")</f><v>y</v></c></row>
        </sheetData><hyperlinks><hyperlink ref="A1" r:id="rId1"/></hyperlinks>`,
      },
      {
        name: 'Secret',
        state: 'veryHidden',
        data: '<sheetData><row><c r="A1" t="str"><v>hidden.example</v></c></row></sheetData>',
      },
    ],
    {
      'xl/sharedStrings.xml':
        '<sst><si><t>evil.example</t></si><si><r><t>rich </t></r><r><t>text</t></r><rPh><t>no</t></rPh></si></sst>',
      'xl/worksheets/_rels/sheet1.xml.rels': relationships([
        { id: 'rId1', type: 'hyperlink', target: 'https://link.example/' },
      ]),
      'xl/comments1.xml':
        '<comments><comment><text><r><t>note.example</t></r></text></comment></comments>',
      'xl/connections.xml':
        '<connections><connection><webPr url="http://web.example/q"/></connection></connections>',
    },
  );
  expect(await read('office', bytes)).toEqual({
    text: [
      'Sheet IOC:',
      'evil.example\t\trich text',
      '42\tinline',
      'x\ty =HYPERLINK("https://f.example","y")',
      'Link in A1: <https://link.example/>',
      '',
      'Sheet Secret (hidden):',
      'hidden.example',
      '',
      'Comments:',
      'note.example',
      '',
      'Connections:',
      'url: http://web.example/q',
    ].join('\n'),
    notes: ['A hidden sheet is among them.'],
  });
});

describe('a PDF', () => {
  test('is its information, its lines, its links and its scripts', async () => {
    const bytes = pdfOf(drawn('C2 at 91.92.240[.]13', 'and evil.example'), {
      page: '/Annots [<< /Type /Annot /Subtype /Link /Rect [0 0 9 9] /A << /S /URI /URI (https://link.example/p) >> >> << /Type /Annot /Subtype /Link /Rect [0 0 9 9] /A << /S /Launch /F (\\\\\\\\files.example\\\\a.exe) >> >>]',
      catalog: '/OpenAction << /S /JavaScript /JS (app.launchURL\\("http://js.example"\\)) >>',
    });
    expect(await read('pdf', bytes)).toEqual({
      text: [
        'Title: Quarterly figures',
        'Author: Mallory',
        '',
        'C2 at 91.92.240[.]13',
        'and evil.example',
        '<https://link.example/p>',
        '<\\\\files.example\\a.exe>',
        '',
        'Scripts:',
        'app.launchURL("http://js.example")',
      ].join('\n'),
      notes: ['It holds scripts, which were not run.'],
    });
  });

  test('of pictures only says so, and keeps what can be clicked', async () => {
    const page =
      '/Annots [<< /Type /Annot /Subtype /Link /Rect [0 0 9 9] /A << /S /URI /URI (https://link.example/) >> >>]';
    expect(await read('pdf', pdfOf('', { page }))).toEqual({
      text: 'Title: Quarterly figures\nAuthor: Mallory\n\n<https://link.example/>',
      notes: ['This PDF holds pictures only. Recognise its text (OCR) first to have it searched.'],
    });
  });
});

describe('what cannot be read ends in a sentence', () => {
  const doctype = (declared: string) =>
    docxOf('', {
      'word/document.xml': `<?xml version="1.0"?><!DOCTYPE x [${declared}]><w:document>${paragraph('&a;')}</w:document>`,
    });
  test.each<[what: string, kind: ParsedKind, bytes: Buffer, sentence: RegExp]>([
    [
      'entities that multiply',
      'office',
      doctype('<!ENTITY a "&b;&b;"><!ENTITY b "lol">'),
      /declares a document type/,
    ],
    [
      'an entity from outside',
      'office',
      doctype('<!ENTITY a SYSTEM "file:///etc/passwd">'),
      /declares a document type/,
    ],
    ['elements without end', 'office', docxOf('<w:p>'.repeat(100_000)), /damaged/],
    ['half a document', 'office', docxOf(paragraph('a')).subarray(0, 300), /damaged or incomplete/],
    ['a protected zip', 'office', zipOf({ 'word/document.xml': '' }, 1), /protected by a password/],
    ['another archive', 'office', zipOf({ 'a.exe': 'MZ' }), /archives are not opened/],
    ['an archive of nothing', 'office', zipOf({}), /archives are not opened/],
    [
      'a presentation',
      'office',
      zipOf({
        '_rels/.rels': relationships([
          { id: 'r', type: 'officeDocument', target: 'ppt/presentation.xml' },
        ]),
        'ppt/presentation.xml': '<p/>',
      }),
      /PowerPoint .* PDF/,
    ],
    [
      'a bomb',
      'office',
      xlsxOf([], { 'xl/sharedStrings.xml': Buffer.alloc(100_000_000, ' ') }),
      /far more than a document/,
    ],
    ['half a PDF', 'pdf', pdfOf(drawn('a')).subarray(0, 200), /damaged or incomplete/],
    [
      'parts within parts',
      'mail',
      mailOf(
        ...Array.from(
          { length: 1000 },
          (_, n) => `Content-Type: multipart/mixed; boundary=b${n}\r\n\r\n--b${n}`,
        ),
      ),
      /nested too deep/,
    ],
  ])('%s', async (_what, kind, bytes, sentence) => {
    await expect(parseDocument(kind, 'file', bytes)).rejects.toThrow(sentence);
  });
});

describe('what is made to exhaust a reader is read in passing', () => {
  test.each<[what: string, kind: ParsedKind, bytes: Buffer, expected: string]>([
    [
      'a million open elements',
      'html',
      Buffer.from(`<html>${'<div>'.repeat(1_000_000)}x${'</p>'.repeat(1_000_000)}`),
      'x',
    ],
    [
      'a million half entities',
      'html',
      Buffer.from(`<html>${'&#'.repeat(1_000_000)}`),
      '&#'.repeat(1_000_000),
    ],
    [
      'a million half tags',
      'html',
      Buffer.from(`<html>${'<'.repeat(1_000_000)}`),
      '<'.repeat(1_000_000),
    ],
    [
      'pages that hold themselves',
      'pdf',
      Buffer.from(
        '%PDF-1.4\n1 0 obj << /Type /Catalog /Pages 2 0 R >> endobj 2 0 obj << /Type /Pages /Kids [2 0 R] /Count 99999999 >> endobj\ntrailer << /Root 1 0 R >>',
      ),
      '',
    ],
  ])(
    '%s',
    async (_what, kind, bytes, expected) => {
      expect((await textOf(kind, bytes)) === expected).toBe(true);
    },
    10_000,
  );

  test('a mail with ten thousand attachments lists the first thousand', async () => {
    const parts = Array.from(
      { length: 10_000 },
      (_, n) => `--b\r\nContent-Disposition: attachment; filename=f${n}.exe\r\n\r\nx${n}`,
    );
    const mail = mailOf(
      'From: a@b.example',
      'Content-Type: multipart/mixed; boundary=b',
      '',
      ...parts,
    );
    const { text, notes } = await read('mail', mail);
    expect({ listed: text.match(/^Attachment: /gm)?.length, notes }).toEqual({
      listed: 1000,
      notes: [
        'Attachments are hashed, not opened.',
        'Of 10000 attachments the first 1000 are listed.',
      ],
    });
  });

  test('a text without end is cut, and says so', async () => {
    const endless = Buffer.from(`<html>${'<p>evil.example</p>'.repeat(2_000_000)}`);
    const { text, notes } = await parseDocument('html', 'a', endless);
    expect({ length: text.length, notes }).toEqual({
      length: 16 * 1024 * 1024,
      notes: ['Only the first 16 MB of its text are here.'],
    });
  });
});
