import {
  getDocument,
  InvalidPDFException,
  PasswordException,
  type PDFDocumentProxy,
  type PDFPageProxy,
  VerbosityLevel,
} from 'unpdf/pdfjs';
import { Failure } from '../contract/failure.ts';
import { isOutOfMemory } from './damaged.ts';
import { identity } from './identity.ts';
import type { Page } from './page.ts';

/** A PDF as its information, its pages line by line with the links on them, its scripts and its attachments. */
export async function readPdf(bytes: Uint8Array, page: Page): Promise<void> {
  const pdf = await open(bytes);
  await writeInformation(pdf, page);
  let letters = 0;
  for (let number = 1; number <= pdf.numPages && !page.isFull; number += 1) {
    letters += await readPage(pdf, number, page);
  }
  if (letters === 0) {
    page.note('This PDF holds pictures only. Recognise its text (OCR) first to have it searched.');
  }
  await writeScripts(pdf, page);
  await writeAttachments(pdf, page);
}

async function open(bytes: Uint8Array): Promise<PDFDocumentProxy> {
  try {
    return await getDocument({
      data: bytes,
      verbosity: VerbosityLevel.ERRORS,
      disableFontFace: true,
      useSystemFonts: false,
      useWasm: false,
      enableXfa: false,
    }).promise;
  } catch (error) {
    if (isOutOfMemory(error)) throw error;
    if (error instanceof PasswordException) {
      throw new Failure(
        'BAD_INPUT',
        'This PDF is protected by a password. Save a copy without one, and take that.',
      );
    }
    throw damagedPdf(error);
  }
}

function damagedPdf(error: unknown): Failure {
  const isInvalid = error instanceof InvalidPDFException;
  return new Failure(
    'BAD_INPUT',
    isInvalid
      ? 'This PDF is damaged or incomplete. Open it in another program, save or print it anew as PDF, and take that.'
      : 'This PDF cannot be read. Print it anew as PDF with another program, and take that.',
    { cause: error },
  );
}

const told = ['Title', 'Subject', 'Author', 'Keywords', 'Creator', 'Producer', 'CreationDate'];

async function writeInformation(pdf: PDFDocumentProxy, page: Page): Promise<void> {
  const { info } = await pdf.getMetadata().catch(() => ({ info: {} }));
  for (const key of told) {
    const value: unknown = Reflect.get(info, key);
    if (typeof value === 'string' && value.trim() !== '') page.line(`${key}: ${value.trim()}`);
  }
}

/** Gives how many letters stand on it. A page that cannot be read does not hide the others. */
async function readPage(pdf: PDFDocumentProxy, number: number, page: Page): Promise<number> {
  page.section('');
  try {
    const sheet = await pdf.getPage(number);
    const letters = await writeText(sheet, page);
    await writeLinks(sheet, page);
    sheet.cleanup();
    return letters;
  } catch (error) {
    if (isOutOfMemory(error)) throw error;
    page.note('Some pages are damaged and were left out.');
    return 0;
  }
}

async function writeText(sheet: PDFPageProxy, page: Page): Promise<number> {
  let letters = 0;
  const { items } = await sheet.getTextContent();
  for (const item of items) {
    if (!('str' in item)) continue;
    letters += item.str.trim().length;
    page.write(item.hasEOL ? `${item.str}\n` : item.str);
  }
  return letters;
}

/** Links, and what fields and buttons do; an address that is no proper one is the more telling. */
async function writeLinks(sheet: PDFPageProxy, page: Page): Promise<void> {
  const targets = new Set<string>();
  for (const annotation of await sheet.getAnnotations()) {
    for (const key of ['url', 'unsafeUrl', 'fieldValue']) collect(targets, annotation[key]);
    collect(targets, annotation.contentsObj?.str);
    collectAll(targets, annotation.actions);
  }
  for (const target of targets) page.line(/\s/.test(target) ? target : `<${target}>`);
}

/** Scripts are listed, never run. */
async function writeScripts(pdf: PDFDocumentProxy, page: Page): Promise<void> {
  const scripts = new Set<string>();
  collectAll(scripts, await pdf.getJSActions().catch(() => null));
  if (scripts.size === 0) return;
  page.section('Scripts');
  for (const script of scripts) page.line(script);
  page.note('It holds scripts, which were not run.');
}

const listedAttachments = 200;

async function writeAttachments(pdf: PDFDocumentProxy, page: Page): Promise<void> {
  const attachments: unknown = await pdf.getAttachments().catch(() => null);
  const files = Object.entries(attachments ?? {}).slice(0, listedAttachments);
  for (const [name, file] of files) {
    const bytes: unknown = Reflect.get(Object(file), 'content');
    if (!(bytes instanceof Uint8Array) || page.isFull) continue;
    page.section('');
    page.line(identity('Attachment', { name, bytes }));
    page.note('Attachments are hashed, not opened.');
  }
}

function collect(into: Set<string>, value: unknown): void {
  if (typeof value === 'string' && value.trim() !== '') into.add(value.trim());
}

/** PDF.js gives actions as lists of scripts by event. */
function collectAll(into: Set<string>, actions: unknown): void {
  for (const list of Object.values(Object(actions))) {
    if (Array.isArray(list)) for (const script of list) collect(into, script);
  }
}
