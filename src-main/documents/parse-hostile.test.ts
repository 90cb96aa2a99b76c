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
import { read, textOf } from './fixtures/read.ts';
import type { ParsedKind } from './kind.ts';
import { parseDocument } from './parse.ts';

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
