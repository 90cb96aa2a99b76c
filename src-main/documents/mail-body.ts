import { decodeHtml, decodeText } from './decode-text.ts';
import type { MailPart } from './mail-parts.ts';

/**
 * A part's bytes out of their transfer encoding (RFC 2045, 6). `isCertain` is false where the encoding is damaged or
 * unknown: programs then differ in what they make of it, and a hash of one reading would be a wrong one.
 */
export type PartBytes = { readonly bytes: Buffer; readonly isCertain: boolean };

export function partBytes({ raw, encoding }: MailPart): PartBytes {
  if (encoding === 'base64') return fromBase64(raw);
  if (encoding === 'quoted-printable') return fromQuotedPrintable(raw);
  return { bytes: raw, isCertain: ['', '7bit', '8bit', 'binary'].includes(encoding) };
}

function fromBase64(raw: Buffer): PartBytes {
  const text = raw.toString('latin1').replaceAll(/\s+/g, '');
  const end = text.search(/[^A-Za-z0-9+/]/);
  const digits = end === -1 ? text.length : end;
  const isCertain = digits % 4 !== 1 && /^={0,2}$/.test(text.slice(digits, digits + 3));
  return { bytes: Buffer.from(text, 'base64'), isCertain };
}

function fromQuotedPrintable(raw: Buffer): PartBytes {
  const bytes = Buffer.alloc(raw.length);
  let length = 0;
  let isCertain = true;
  for (let at = 0; at < raw.length; ) {
    const byte = raw[at] ?? 0;
    if (byte !== equals) {
      // Spaces at the end of a line were added on the way, or are the sender's: nobody can tell.
      if (isSpace(byte) && isLineEnd(raw, at + 1)) isCertain = false;
      bytes[length++] = byte;
      at += 1;
      continue;
    }
    const code = hexadecimal(raw[at + 1]) * 16 + hexadecimal(raw[at + 2]);
    if (code >= 0) {
      bytes[length++] = code;
      at += 3;
    } else if (isLineEnd(raw, at + 1)) {
      at += raw[at + 1] === 0x0d ? 3 : 2;
    } else {
      isCertain = false;
      bytes[length++] = byte;
      at += 1;
    }
  }
  return { bytes: bytes.subarray(0, length), isCertain };
}

const equals = 0x3d;

function isSpace(byte: number): boolean {
  return byte === 0x20 || byte === 0x09;
}

function isLineEnd(raw: Buffer, at: number): boolean {
  return raw[at] === 0x0a || (raw[at] === 0x0d && raw[at + 1] === 0x0a) || at >= raw.length;
}

/** NaN for what is no digit, and every sum with it */
function hexadecimal(byte: number | undefined): number {
  if (byte === undefined) return Number.NaN;
  if (byte >= 0x30 && byte <= 0x39) return byte - 0x30;
  const letter = byte & ~0x20;
  return letter >= 0x41 && letter <= 0x46 ? letter - 0x37 : Number.NaN;
}

/** What a part says, for people: in its character set, flowed lines joined (RFC 3676). */
export function partText(part: MailPart): string {
  const { bytes } = partBytes(part);
  const named = part.charset;
  if (part.type === 'text/html') {
    return named === '' ? decodeHtml(bytes) : decodeText(bytes, named);
  }
  const text = decodeText(bytes, named);
  if (!part.isFlowed) return text;
  return text.replaceAll(/(?<!^--) \r?\n/gm, part.deletesSpaces ? '' : ' ');
}
