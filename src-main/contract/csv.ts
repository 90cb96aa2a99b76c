/**
 * One row of comma-separated values (RFC 4180), without its line end, which is `\r\n`. A spreadsheet runs what starts
 * like a formula; the apostrophe makes it text. Numbers stay numbers.
 */
export function csvRow(cells: readonly string[]): string {
  return cells.map(csvCell).join(',');
}

function csvCell(text: string): string {
  const formula = /^[=+@\t\r-]/.test(text) && Number.isNaN(Number(text));
  const harmless = formula ? `'${text}` : text;
  return /[",\r\n]/.test(harmless) ? `"${harmless.replaceAll('"', '""')}"` : harmless;
}
