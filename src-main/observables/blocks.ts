/** How much is read at once: keeps memory flat, whatever the size of the text. */
const blockLength = 1 << 18;
/** How far past that a line may go on before it is cut at white space, or anywhere. */
const slack = 1 << 17;
/** How near the next quote must be for a line to be cut there: minified JSON has spaces in its values only. */
const nearQuote = 1 << 12;

export interface Block {
  readonly start: number;
  readonly end: number;
}

/** Cuts a text from `from` on into blocks at line ends; overlong lines before quotes or at white space, overlong words anywhere. */
export function* blocksOf(text: string, from = 0): Generator<Block> {
  let start = from;
  while (start < text.length) {
    const end = blockEnd(text, start);
    yield { start, end };
    start = end;
  }
}

function blockEnd(text: string, start: number): number {
  const wanted = start + blockLength;
  if (wanted + slack >= text.length) return text.length;
  const reach = text.slice(wanted, wanted + slack);
  const line = reach.indexOf('\n');
  if (line >= 0) return wanted + line + 1;
  const quote = reach.slice(0, nearQuote).search(/(?<!\\)"/u);
  if (quote > 0) return wanted + quote;
  const space = reach.search(/\s/u);
  if (space >= 0) return wanted + space + 1;
  const gap = reach.search(/[^\p{L}\p{N}._-]/u);
  return wanted + Math.max(gap, 0);
}
