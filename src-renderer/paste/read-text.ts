import { pasteLimitBytes } from '../../src-main/contract/vocabulary.ts';

export type ReadText = { readonly text: string } | { readonly sentence: string };

export const tooLargeSentence =
  'This is more than 50 MB, the most one paste can hold. Split it, or paste the part you need.';
export const binarySentence =
  'This is binary data, not text. Extract its text first, or paste the part you need.';

/** The text of a file that was dropped: UTF-8, UTF-16 with a mark, else Windows-1252. */
export function textOf(bytes: Uint8Array): ReadText {
  if (bytes.length > pasteLimitBytes) return { sentence: tooLargeSentence };
  const text = decode(bytes);
  return isBinary(text) ? { sentence: binarySentence } : { text };
}

/** NUL never stands in text, and a text is not made of other control characters. */
export function isBinary(text: string): boolean {
  if (text.includes('\0')) return true;
  const sample = text.slice(0, 65_536);
  let controls = 0;
  for (let index = 0; index < sample.length; index += 1) {
    const code = sample.charCodeAt(index);
    if (code < 9 || (code > 13 && code < 32 && code !== 27)) controls += 1;
  }
  return controls * 20 > sample.length;
}

function decode(bytes: Uint8Array): string {
  if (bytes[0] === 0xff && bytes[1] === 0xfe) return new TextDecoder('utf-16le').decode(bytes);
  if (bytes[0] === 0xfe && bytes[1] === 0xff) return new TextDecoder('utf-16be').decode(bytes);
  try {
    return new TextDecoder('utf-8', { fatal: true }).decode(bytes);
  } catch {
    return new TextDecoder('windows-1252').decode(bytes);
  }
}
