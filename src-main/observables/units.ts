/**
 * The UTF-16 units of a text with a 0 behind the last. Loops over every unit of a text read them from here: an
 * array is three times as fast as a string, and the 0 spares them the question whether there is a next one.
 */
export function unitsOf(text: string): Uint16Array {
  const bytes = Buffer.allocUnsafeSlow(2 * text.length + 2);
  bytes.write(text, 'utf16le');
  const units = new Uint16Array(bytes.buffer, 0, text.length + 1);
  units[text.length] = 0;
  return units;
}

/** The unit at `at`; 0 before the first and after the last. */
export function unitAt(units: Uint16Array, at: number): number {
  // Asked before: an array that is read below its beginning is read slowly ever after.
  return at < 0 ? 0 : (units[at] ?? 0);
}

/** To ask whether a unit is one of these, before more is asked. */
export function anyOf(characters: string): ReadonlySet<number> {
  return new Set([...characters].map((character) => character.charCodeAt(0)));
}

/** A copy by itself. A piece cut from a text keeps the whole text in memory for as long as somebody has the piece. */
export function copyOf(piece: string): string {
  return Buffer.from(piece, 'utf16le').toString('utf16le');
}
