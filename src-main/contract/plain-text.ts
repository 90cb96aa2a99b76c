/** What the window and the host both have to know of texts: nothing but plain functions and sentences. */

export const tooLargeSentence =
  'This is more than 50 MB, the most one paste can hold. Split it, or paste the part you need.';
export const binarySentence =
  'This is binary data, not text. Extract its text first, or paste the part you need.';

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
