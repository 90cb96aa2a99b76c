/** Control characters, lone surrogates, and the direction overrides that make `exe.gpj` out of `jpg.exe`. */
const unwanted = /[\p{Cc}\p{Cs}\u202a-\u202e\u2066-\u2069]/u;
const controls = /\p{Cc}/gu;
const overrides = /[\u202a-\u202e\u2066-\u2069]/gu;

/**
 * Text as it may be shown: well-formed, at most `limit` UTF-16 units, of the control characters only tab and
 * line feed. Direction overrides are written out (`[U+202E]`): an analyst wants to see them, not to obey them.
 */
export function cleanText(text: string, limit: number, onCut?: () => void): string {
  let clean = text;
  if (clean.length > limit) {
    onCut?.();
    clean = `${sliceWhole(clean, limit - 1)}…`;
  }
  if (!unwanted.test(clean)) return clean;
  return clean
    .replaceAll('\r\n', '\n')
    .replaceAll(controls, (character) =>
      character === '\n' || character === '\t' ? character : '',
    )
    .toWellFormed()
    .replaceAll(
      overrides,
      (character) => `[U+${character.charCodeAt(0).toString(16).toUpperCase()}]`,
    );
}

/** The same on one line, for titles, labels and names. */
export function cleanLine(text: string, limit: number, onCut?: () => void): string {
  return cleanText(text, limit, onCut)
    .replaceAll(/[\t\n]+/g, ' ')
    .trim();
}

/**
 * A value that stands for something elsewhere (an observable, a key): nothing is written out or marked in it,
 * since that would make it another value.
 */
export function cleanValue(text: string): string {
  return unwanted.test(text) ? text.replaceAll(controls, '').toWellFormed() : text;
}

/** The first `length` units, without leaving half of a surrogate pair. */
function sliceWhole(text: string, length: number): string {
  const last = text.charCodeAt(length - 1);
  return text.slice(0, last >= 0xd800 && last <= 0xdbff ? length - 1 : length);
}

/** The start of the text that fits into so many bytes of UTF-8. */
export function sliceBytes(text: string, bytes: number): string {
  if (text.length * 3 <= bytes || Buffer.byteLength(text) <= bytes) return text;
  const whole = Buffer.from(sliceWhole(text, bytes));
  let end = Math.min(whole.length, bytes);
  // 10xxxxxx continues a sequence: the cut goes before the byte that began it.
  while (end > 0 && ((whole[end] ?? 0) & 0xc0) === 0x80) end -= 1;
  return whole.toString('utf8', 0, end);
}
