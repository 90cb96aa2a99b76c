import { describe, expect, test } from 'vitest';
import { docxOf, paragraph, relationships, xlsxOf } from './fixtures/files.ts';
import { identified, read, textOf } from './fixtures/read.ts';

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
