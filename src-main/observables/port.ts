import { bitsAt, Digit, skip, Word } from './characters.ts';

/** A port after a colon at `at`, with the position after it; null where there is none. */
export function portAt(
  text: string,
  at: number,
): { readonly port: number; readonly end: number } | null {
  if (text.charCodeAt(at) !== 0x3a) return null;
  const end = skip(text, at + 1, Math.min(text.length, at + 7), Digit);
  const port = Number(text.slice(at + 1, end));
  const whole = end > at + 1 && (bitsAt(text, end) & Word) === 0 && text[end] !== ':';
  const fraction = text[end] === '.' && (bitsAt(text, end + 1) & Digit) !== 0;
  return whole && !fraction && port > 0 && port <= 65_535 ? { port, end } : null;
}
