import { setImmediate } from 'node:timers/promises';

/**
 * In the character set that is named, where it is a known one other than UTF-8. Else UTF-8, UTF-16 with a mark, or
 * Windows-1252, in which every byte means something.
 */
export function decodeText(bytes: Uint8Array, named = ''): string {
  if (named !== '' && !/^(utf-?8|us-ascii)$/i.test(named)) {
    try {
      return new TextDecoder(named).decode(bytes);
    } catch {
      return decodeText(bytes);
    }
  }
  for (const { label, fatal } of guesses(bytes)) {
    try {
      return new TextDecoder(label, { fatal }).decode(bytes);
    } catch (error) {
      if (!fatal) throw error;
    }
  }
  return '';
}

/** As `decodeText`, in pieces of some milliseconds, between which the loop is free for others. */
export async function decodeTextInPieces(bytes: Uint8Array, signal: AbortSignal): Promise<string> {
  for (const { label, fatal } of guesses(bytes)) {
    const decoder = new TextDecoder(label, { fatal });
    const pieces: string[] = [];
    try {
      for (let at = 0; at < bytes.length; at += pieceBytes) {
        pieces.push(decoder.decode(bytes.subarray(at, at + pieceBytes), { stream: true }));
        await setImmediate(undefined, { signal });
      }
      return pieces.join('') + decoder.decode();
    } catch (error) {
      if (!fatal || signal.aborted) throw error;
    }
  }
  return '';
}

const pieceBytes = 512 * 1024;

type Guess = { readonly label: string; readonly fatal: boolean };

/** The last one takes everything. */
function guesses(bytes: Uint8Array): readonly Guess[] {
  if (bytes[0] === 0xff && bytes[1] === 0xfe) return [{ label: 'utf-16le', fatal: false }];
  if (bytes[0] === 0xfe && bytes[1] === 0xff) return [{ label: 'utf-16be', fatal: false }];
  return [
    { label: 'utf-8', fatal: true },
    { label: 'windows-1252', fatal: false },
  ];
}

/** What `decodeText` made of bytes that are no UTF-8, as those bytes; throws for any other character. */
export function encodeWindows1252(text: string): Buffer {
  const all = new TextDecoder('windows-1252').decode(Uint8Array.from({ length: 256 }, (_, n) => n));
  const codes = new Map([...all].map((character, code) => [character.charCodeAt(0), code]));
  const bytes = Buffer.alloc(text.length);
  for (let index = 0; index < text.length; index += 1) {
    const code = codes.get(text.charCodeAt(index));
    if (code === undefined) throw new RangeError('Windows-1252 has no such character.');
    bytes[index] = code;
  }
  return bytes;
}

/** As `decodeText`, unless the page names its character set, as older ones in Asia and the East of Europe do. */
export function decodeHtml(bytes: Uint8Array): string {
  const text = decodeText(bytes);
  const named = /<meta[^>]{0,200}charset\s*=\s*["']?([\w-]{1,40})/i.exec(text.slice(0, 2048))?.[1];
  if (named === undefined || isUnicode(bytes, named)) return text;
  try {
    return new TextDecoder(named).decode(bytes);
  } catch {
    return text;
  }
}

function isUnicode(bytes: Uint8Array, label: string): boolean {
  return bytes[0] === 0xff || bytes[0] === 0xfe || /^(utf-?8|utf-?16|unicode)/i.test(label);
}
