import { identity } from './identity.ts';
import type { ParsedKind } from './kind.ts';
import { createPage, type Page } from './page.ts';

type Reader = (bytes: Buffer, page: Page) => Promise<void>;

/** Loaded when they are meant: the one for PDF is large. */
const readers = {
  async html(bytes, page) {
    const [{ readHtml }, { decodeHtml }] = await Promise.all([
      import('./html.ts'),
      import('./decode-text.ts'),
    ]);
    readHtml(decodeHtml(bytes), page);
  },
  mail: async (bytes, page) => (await import('./mail.ts')).readMail(bytes, page),
  office: async (bytes, page) => (await import('./office.ts')).readOffice(bytes, page),
  pdf: async (bytes, page) => (await import('./pdf.ts')).readPdf(new Uint8Array(bytes), page),
} satisfies Record<ParsedKind, Reader>;

/**
 * Reads a file that is no plain text. Runs in a process of its own: it trusts nothing, and whatever breaks in it
 * breaks there. Throws `Failure` for what is expected of bad files, anything else for worse ones.
 */
export async function parseDocument(
  kind: ParsedKind,
  name: string,
  bytes: Buffer,
): Promise<{ readonly text: string; readonly notes: readonly string[] }> {
  const page = createPage();
  page.line(identity('File', { name, bytes }));
  page.section('');
  const read: Reader = readers[kind];
  await read(bytes, page);
  return page.finish();
}
