import { Failure } from '../contract/failure.ts';
import { decodeText } from './decode-text.ts';

/** Who reads a file. `text` is taken as it is; the others need a reader, and that a process of its own. */
export type DocumentKind = 'text' | ParsedKind;
export type ParsedKind = 'html' | 'mail' | 'office' | 'pdf';

const headBytes = 8192;

/**
 * What a file is by its content, and only where that leaves a choice by its name. Throws `Failure` with what to do
 * for formats that are known and not read.
 */
export function documentKind(bytes: Uint8Array, name: string): DocumentKind {
  const head = Buffer.from(bytes.subarray(0, headBytes));
  const start = head.toString('latin1');
  const extension = /\.([a-z0-9]{1,8})$/i.exec(name)?.[1]?.toLowerCase() ?? '';
  if (start.startsWith('%PDF-')) return 'pdf';
  if (extension === 'pdf' && start.slice(0, 1024).includes('%PDF-')) return 'pdf';
  if (start.startsWith('mimetypeapplication/vnd.oasis', 30)) {
    throw new Failure('BAD_INPUT', openDocument);
  }
  if (start.startsWith('PK\x03\x04') || start.startsWith('PK\x05\x06')) return 'office';
  if (start.startsWith(compoundFile)) throw refusedCompound(bytes);
  for (const [signature, sentence] of refused) {
    if (start.startsWith(signature)) throw new Failure('BAD_INPUT', sentence);
  }
  return kindOfText(decodeText(head).trimStart(), extension);
}

function kindOfText(text: string, extension: string): DocumentKind {
  if (/^(<\?xml[^>]*>\s*)?(<!--[^>]*-->\s*)*<(!doctype\s+html|html)\b/i.test(text)) return 'html';
  if (['html', 'htm', 'xhtml', 'shtml', 'hta'].includes(extension)) return 'html';
  const headers = headerNames(text);
  if (['eml', 'mht', 'mhtml'].includes(extension) && headers.size > 0) return 'mail';
  // A text that quotes the head of a mail stays one: only what a mail server has written is read as mail.
  const transported = ['received', 'mime-version', 'return-path', 'delivered-to'];
  return headers.has('from') && transported.some((header) => headers.has(header)) ? 'mail' : 'text';
}

/** The names of the header fields that a text begins with (RFC 5322), in lower case; mbox puts a line before them. */
function headerNames(text: string): ReadonlySet<string> {
  const names = new Set<string>();
  for (const [index, line] of text.split(/\r?\n/).entries()) {
    const name = /^([!-9;-~]{1,80}):/.exec(line)?.[1];
    if (name !== undefined) names.add(name.toLowerCase());
    else if (!/^[ \t]+\S/.test(line) && !(index === 0 && line.startsWith('From '))) break;
  }
  return names;
}

const compoundFile = '\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1';

/** What stands in the directory of an old container tells what is in it. */
const compounds: readonly (readonly [stream: string, sentence: string])[] = [
  [
    'EncryptedPackage',
    'This document is protected by a password. Open it, save a copy without one, and take that.',
  ],
  [
    '__properties_version1.0',
    'This is an Outlook message (.msg). Save it as .eml, or drag it into another mail program and export it there.',
  ],
  ['WordDocument', 'This is an old Word document (.doc). Save it as .docx, and take that.'],
  ['Workbook', 'This is an old Excel workbook (.xls). Save it as .xlsx, and take that.'],
  ['Book', 'This is an old Excel workbook (.xls). Save it as .xlsx, and take that.'],
  [
    'PowerPoint Document',
    'This is an old PowerPoint presentation (.ppt). Save it as PDF, and take that.',
  ],
];

function refusedCompound(bytes: Uint8Array): Failure {
  const whole = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  const found = compounds.find(([stream]) => whole.includes(Buffer.from(stream, 'utf16le')));
  return new Failure(
    'BAD_INPUT',
    found?.[1] ??
      'This is an old binary Office file, which is not read. Save it in a newer format.',
  );
}

export const archiveSentence =
  'This is an archive, and archives are not opened. Unpack it somewhere safe, and take the files that matter.';
const openDocument = 'This is an OpenDocument file. Save it as .docx, .xlsx or PDF, and take that.';
const picture =
  'This is a picture. Recognise its text (OCR) with another program first, and take that.';

const refused: readonly (readonly [signature: string, sentence: string])[] = [
  ['Rar!\x1a', archiveSentence],
  ['7z\xbc\xaf\x27\x1c', archiveSentence],
  ['\x1f\x8b', archiveSentence],
  ['BZh', archiveSentence],
  ['\xfd7zXZ', archiveSentence],
  ['MSCF', archiveSentence],
  ['\x89PNG\r\n', picture],
  ['\xff\xd8\xff', picture],
  ['GIF8', picture],
  ['II*\0', picture],
  ['MM\0*', picture],
];
