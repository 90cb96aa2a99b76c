/** Controls, and what turns the direction of writing: `invoice` + U+202E + `fdp.exe` reads as a PDF. */
const invisible = /[\p{Cc}\p{Bidi_Control}]/gu;

/** The name of a file for people: one line, without its folder; never empty. */
export function fileName(name: string): string {
  const last = name.split(/[\\/]/).findLast((part) => part.trim() !== '') ?? '';
  return last.replace(invisible, '').trim().slice(0, 200) || 'unnamed';
}
