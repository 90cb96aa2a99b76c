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

/** A copy by itself. A piece cut from a text keeps the whole text in memory for as long as somebody has the piece. */
export function copyOf(piece: string): string {
  return Buffer.from(piece, 'utf16le').toString('utf16le');
}
