/**
 * What a markdown parser costs is decided before it runs: micromark is quadratic in the delimiters of a block, in
 * underlined headings and in separate quotes, recursive in nesting, and there is no worker to stop it in.
 * The weights were measured: one unit is some 0.04 ms of parsing.
 */
const unitsAtMost = 3000;
const charactersAtMost = 200_000;
const nestingAtMost = 40;
const indentationAtMost = 120;

type MarkdownParts = {
  /** to be parsed */
  readonly head: string;
  /** to be shown as plain text; empty where all fits */
  readonly rest: string;
};

type Counts = {
  delimiters: number;
  headings: number;
  quotes: number;
  /** of the table this block is: a short row is filled up to them */
  columns: number;
  previous: 'blank' | 'quote' | 'text';
};

function growth(before: number, after: number, divisor: number): number {
  return (after * after - before * before) / divisor;
}

function countOf(line: string, characters: string): number {
  let count = 0;
  for (const character of line) if (characters.includes(character)) count += 1;
  return count;
}

/** How deep the quotes and lists at the start of a line nest. */
function nestingOf(line: string): number {
  const start = /^[\s>*+-]{0,2000}/.exec(line)?.[0] ?? '';
  return countOf(start, '>') + countOf(start.replaceAll(/[*+-]{2,}/g, ''), '*+-');
}

function costOfLine(line: string, counts: Counts): number {
  const text = line.trim();
  if (text === '') {
    counts.previous = 'blank';
    counts.delimiters = 0;
    counts.columns = 0;
    return 0.2;
  }
  const indentation = line.length - line.trimStart().length;
  if (indentation > indentationAtMost || nestingOf(line) > nestingAtMost) return Infinity;
  const delimiters = counts.delimiters + countOf(text, '*_[]~`<&');
  const pipes = countOf(text, '|');
  if (/^[\s|:-]+$/.test(text) && text.includes('-'))
    counts.columns = Math.max(counts.columns, pipes);
  // A link costs a button: its elements are what takes the time, not its text.
  const links = countOf(text, '@') + text.split('://').length + text.split('[^').length - 2;
  const item = /^([*+-]|\d+[.)])\s/.test(text) ? 0.8 : 0;
  let cost =
    1 +
    item +
    Math.max(pipes, counts.columns) * 0.45 +
    links * 0.8 +
    text.length / 1000 +
    indentation / 20;
  cost += growth(counts.delimiters, delimiters, 2000);
  counts.delimiters = delimiters;
  if (/^[=-]+$/.test(text)) cost += growth(counts.headings, ++counts.headings, 150);
  const quote = text.startsWith('>');
  if (quote && counts.previous !== 'quote') cost += growth(counts.quotes, ++counts.quotes, 200);
  counts.previous = quote ? 'quote' : 'text';
  return cost;
}

/** Cuts at a line so that the head parses in well under a second, whatever stands in it. Nothing is lost. */
export function budgetMarkdown(markdown: string): MarkdownParts {
  const counts: Counts = { delimiters: 0, headings: 0, quotes: 0, columns: 0, previous: 'blank' };
  let spent = 0;
  let position = 0;
  while (position < markdown.length) {
    const newline = markdown.indexOf('\n', position);
    const end = newline === -1 ? markdown.length : newline + 1;
    if (end > charactersAtMost) break;
    spent += costOfLine(markdown.slice(position, end), counts);
    if (spent > unitsAtMost) break;
    position = end;
  }
  return { head: markdown.slice(0, position), rest: markdown.slice(position) };
}
