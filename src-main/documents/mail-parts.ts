import { Failure } from '../contract/failure.ts';
import {
  type BodyFields,
  bodyFields,
  type HeaderField,
  headerFields,
  longestHeader,
} from './mail-header.ts';

/** A part that holds no parts. `raw` is the file's own bytes, still in the part's transfer encoding. */
export type MailPart = BodyFields & { readonly raw: Buffer };
export type MailParts = {
  readonly headers: readonly HeaderField[];
  readonly headerBytes: number;
  readonly parts: readonly MailPart[];
};

const deepestMultipart = 64;
const mostParts = 100_000;
const longestBoundary = 1000;

type Multipart = { readonly fields: BodyFields; readonly start: number; holds: number };
/** `depth`: how many multiparts are around it, with the one it belongs to */
type Delimiter = { readonly depth: number; readonly isLast: boolean };
type Leaf = { readonly fields: BodyFields; readonly start: number };

/**
 * Takes a mail apart at its boundaries (RFC 2046, 5.1) and leaves every byte between them as it is: what is hashed has
 * to be what the sender attached, down to its line ends.
 */
export function mailParts(mail: Buffer): MailParts {
  const parts: MailPart[] = [];
  const around: Multipart[] = [];
  const delimiters = new Map<string, Delimiter>();
  let leaf: Leaf | null = null;

  function add(fields: BodyFields, start: number, end: number): void {
    if (parts.length === mostParts) throw notReal();
    parts.push({ ...fields, raw: mail.subarray(start, Math.max(start, end)) });
  }
  /** Ends the part at hand and all multiparts but the outermost `kept`. */
  function endAt(end: number, kept: number): void {
    if (leaf !== null) add(leaf.fields, leaf.start, end);
    leaf = null;
    if (kept === around.length) return;
    for (const { fields, start, holds } of around.splice(kept)) {
      // Where no boundary ever comes, mail programs show what stands there as text.
      if (holds === 0) add({ ...fields, type: 'text/plain' }, start, end);
    }
    listDelimiters();
  }
  /** Of two with one boundary the inner one is meant. */
  function listDelimiters(): void {
    delimiters.clear();
    for (const [index, { fields }] of around.entries()) {
      delimiters.set(fields.boundary, { depth: index + 1, isLast: false });
      delimiters.set(`${fields.boundary}--`, { depth: index + 1, isLast: true });
    }
  }
  function delimiterAt(at: number): Delimiter | null {
    if (mail[at] !== 0x2d || mail[at + 1] !== 0x2d || around.length === 0) return null;
    const end = Math.min(lineAfter(mail, at), at + longestBoundary + 100);
    const line = mail.toString('latin1', at + 2, end).trimEnd();
    return delimiters.get(line) ?? null;
  }
  /** Reads the header of a part; gives its fields and where its body begins. */
  function beginAt(at: number): {
    readonly headers: readonly HeaderField[];
    readonly body: number;
  } {
    let end = at;
    while (end < mail.length && !isEmptyLine(mail, end) && delimiterAt(end) === null) {
      end = lineAfter(mail, end);
    }
    const headers = headerFields(mail.subarray(at, end));
    const body = isEmptyLine(mail, end) ? lineAfter(mail, end) : end;
    const inDigest = around.at(-1)?.fields.type === 'multipart/digest';
    const known = bodyFields(headers);
    // Behind the cut may stand an encoding: better none known than the wrong one.
    const isCut = end - at > longestHeader;
    const fields = isCut ? { ...known, encoding: known.encoding || 'unread' } : known;
    // `text` alone, and other words that are no type, are read as if nothing stood there (RFC 2045, 5.2).
    const unnamed = inDigest ? 'message/rfc822' : 'text/plain';
    const type = fields.type.includes('/') ? fields.type : unnamed;
    const { boundary } = fields;
    if (type.startsWith('multipart/') && boundary !== '' && boundary.length <= longestBoundary) {
      if (around.length === deepestMultipart) throw notReal();
      around.push({ fields: { ...fields, type }, start: body, holds: 0 });
      listDelimiters();
    } else {
      leaf = { fields: { ...fields, type }, start: body };
    }
    return { headers, body };
  }

  // The line that an mbox puts before a mail is no field, and so passed over.
  const { headers, body } = beginAt(0);
  let at = body;
  while (at < mail.length) {
    const delimiter = delimiterAt(at);
    if (delimiter === null) {
      const next = mail.indexOf('\n--', at);
      if (next === -1) break;
      at = next + 1;
      continue;
    }
    const { depth, isLast } = delimiter;
    const multipart = around[depth - 1];
    if (multipart !== undefined) multipart.holds += 1;
    endAt(lineBreakBefore(mail, at), isLast ? depth - 1 : depth);
    at = lineAfter(mail, at);
    if (!isLast) at = beginAt(at).body;
  }
  endAt(mail.length, 0);
  return { headers, headerBytes: body, parts };
}

function lineAfter(bytes: Buffer, at: number): number {
  const end = bytes.indexOf(0x0a, at);
  return end === -1 ? bytes.length : end + 1;
}

function isEmptyLine(bytes: Buffer, at: number): boolean {
  return bytes[at] === 0x0a || (bytes[at] === 0x0d && bytes[at + 1] === 0x0a);
}

/** The line break before a delimiter is the delimiter's. */
function lineBreakBefore(bytes: Buffer, at: number): number {
  if (bytes[at - 1] !== 0x0a) return at;
  return bytes[at - 2] === 0x0d ? at - 2 : at - 1;
}

function notReal(): Failure {
  return new Failure(
    'BAD_INPUT',
    'This mail cannot be read: its parts are nested too deep, or more than any real one has.',
  );
}
