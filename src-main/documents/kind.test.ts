import { describe, expect, test } from 'vitest';
import { Failure } from '../contract/failure.ts';
import { docxOf, pdfOf } from './fixtures/files.ts';
import { documentKind } from './kind.ts';

const utf16 = (text: string) => Buffer.from(`\ufeff${text}`, 'utf16le');
const compound = (stream: string) =>
  Buffer.concat([
    Buffer.from('\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1', 'latin1'),
    Buffer.alloc(600),
    Buffer.from(stream, 'utf16le'),
  ]);

describe('what a file is', () => {
  test.each<[what: string, name: string, content: string | Buffer, expected: string]>([
    ['a text', 'notes.txt', 'evil.example', 'text'],
    ['nothing', 'empty.docx', '', 'text'],
    ['Markdown that begins with a tag', 'a.md', '<p>hello', 'text'],
    ['CSV', 'a.csv', 'ip,seen\n1.2.3.4,yes', 'text'],
    ['JSON', 'a.json', '{"a": 1}', 'text'],
    ['a PDF by another name', 'invoice.txt', pdfOf(''), 'pdf'],
    ['a PDF after rubbish', 'a.pdf', Buffer.concat([Buffer.from('\n\n'), pdfOf('')]), 'pdf'],
    ['a text about PDFs', 'a.txt', 'A PDF begins with %PDF-1.4', 'text'],
    ['an Office file by another name', 'a.txt', docxOf(''), 'office'],
    ['a text by the name of a PDF', 'a.pdf', 'plain words', 'text'],
    ['a page', 'a', '<!-- saved -->\n<!DOCTYPE html><p>', 'html'],
    ['a page in UTF-16', 'a.txt', utf16('<html><p>'), 'html'],
    ['a fragment by its name', 'a.htm', '<p>hello', 'html'],
    ['a mail', 'a', 'Received: from a\nFrom: a@b.example\nSubject: x\n\nbody', 'mail'],
    ['a mail in an mbox', 'a', 'From a@b Mon\nReturn-Path: <a@b>\nFrom: a@b\n\nbody', 'mail'],
    ['a mail by its name', 'a.eml', 'Subject: x\n\nbody', 'mail'],
    ['a text that quotes a mail', 'a.txt', 'From: a@b.example\nSubject: x\n\nbody', 'text'],
    ['a mail further down', 'a.txt', 'Look:\n\nReceived: from a\nFrom: a@b', 'text'],
  ])('%s', (_what, name, content, expected) => {
    expect(documentKind(Buffer.from(content), name)).toBe(expected);
  });

  test.each<[what: string, content: Buffer, sentence: RegExp]>([
    ['a protected document', compound('EncryptedPackage'), /protected by a password/],
    ['an old document', compound('WordDocument'), /old Word document .* \.docx/],
    ['an old workbook', compound('Workbook'), /old Excel workbook .* \.xlsx/],
    ['an Outlook message', compound('__properties_version1.0'), /Outlook message .* \.eml/],
    ['another old file', compound('something'), /newer format/],
    ['an archive', Buffer.from('7z\xbc\xaf\x27\x1c', 'latin1'), /archives are not opened/],
    [
      'an OpenDocument file',
      Buffer.from(`PK\x03\x04${'\0'.repeat(26)}mimetypeapplication/vnd.oasis.opendocument.text`),
      /OpenDocument .* \.docx/,
    ],
    ['a picture', Buffer.from('\x89PNG\r\n\x1a\n', 'latin1'), /OCR/],
  ])('%s is refused with what to do', (_what, content, sentence) => {
    const read = () => documentKind(content, 'a.bin');
    expect(read).toThrow(Failure);
    expect(read).toThrow(sentence);
  });
});
