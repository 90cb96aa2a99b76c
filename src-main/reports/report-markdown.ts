import type { Report, Widget } from '../contract/report.ts';
import { chartTable } from './chart/chart-table.ts';
import { plainText } from './plain-text.ts';

/**
 * A report as plain Markdown, for the command line and for tickets: tables with pipes, charts as the table of
 * their points. Values stand as they are (the caller defangs), but as text: none becomes a link, an image or
 * HTML where the ticket is read. Markdown of the enricher's own keeps its form, without HTML and images.
 */
export function reportMarkdown(report: Report): string {
  const blocks = [`# ${escapedMarkdown(report.title)}`];
  if (report.verdict) {
    const { level, sentence, reason } = report.verdict;
    blocks.push(`**${level}**: ${escapedMarkdown([sentence, reason].filter(Boolean).join('. '))}`);
  }
  if (report.description) blocks.push(escapedMarkdown(report.description));
  for (const widget of report.widgets) {
    if ('title' in widget && widget.title) blocks.push(`## ${escapedMarkdown(widget.title)}`);
    blocks.push(...blocksOf(widget));
  }
  const facts = Object.entries(report.facts);
  if (facts.length > 0)
    blocks.push(
      '## Facts',
      table(
        ['Fact', 'Value'],
        facts.map(([name, value]) => [name, plainText(value)]),
      ),
    );
  if (report.tags.length > 0)
    blocks.push(
      `Tags: ${report.tags.map(({ namespace, predicate, value }) => escapedMarkdown(`${namespace}:${predicate}=${plainText(value)}`)).join(', ')}`,
    );
  if (report.related.length > 0)
    blocks.push(
      '## Related',
      table(
        ['Type', 'Value', 'Relation'],
        report.related.map(({ type, value, relation }) => [type, value, relation ?? '']),
      ),
    );
  if (report.problems.length > 0)
    blocks.push(
      '## Problems',
      report.problems.map((problem) => `- ${escapedMarkdown(problem)}`).join('\n'),
    );
  return `${blocks.filter((block) => block !== '').join('\n\n')}\n`;
}

function blocksOf(widget: Widget): string[] {
  switch (widget.type) {
    case 'text': {
      const words = escapedMarkdown(plainText(widget.item));
      return [widget.item.weight === 'bold' && words !== '' ? `**${words.trim()}**` : words];
    }
    case 'markdown':
      return [withoutHtml(widget.markdown)];
    case 'table': {
      const missing = widget.rowCount - widget.rows.length;
      return [
        table(
          widget.columns.map((column) => column.name),
          widget.rows.map((row) => row.map(plainText)),
        ),
        missing > 0 ? `… and ${missing} more rows.` : '',
      ];
    }
    case 'chart': {
      const notes = widget.refused
        .map(({ sentence }) => `- ${escapedMarkdown(sentence)}`)
        .join('\n');
      if (widget.options === null) return ['The chart is not drawn.', notes];
      const { columns, rows } = chartTable(widget.options);
      return [table(columns, rows), notes];
    }
    case 'json':
      return [fenced(JSON.stringify(widget.value, null, 2))];
    case 'badges':
      return [widget.items.map((item) => escapedMarkdown(plainText(item))).join(' · ')];
    case 'geo':
      return [
        ...widget.points.map(({ latitude, longitude, label }) =>
          `- ${latitude}, ${longitude} ${escapedMarkdown(label ?? '')}`.trimEnd(),
        ),
        widget.countries.join(', '),
      ];
    case 'rule':
      return ['---'];
  }
}

function table(columns: readonly string[], rows: readonly (readonly string[])[]): string {
  if (columns.length === 0) return '';
  const line = (cells: readonly string[]) => `| ${cells.map(cellText).join(' | ')} |`;
  const rule = `|${columns.map(() => ' --- |').join('')}`;
  return [line(columns), rule, ...rows.map(line)].join('\n');
}

function cellText(cell: string): string {
  return inline(cell).replaceAll('|', '\\|').replaceAll('\n', ' ');
}

/**
 * Backslashes before what Markdown reads as markup inside a line. Addresses and underscores inside words are
 * left whole: values are copied out of tickets.
 */
function inline(text: string): string {
  return text
    .replaceAll(/[\\`*[\]]|~(?=~)|(?<![a-z\d])_|_(?![a-z\d])/gi, '\\$&')
    .replaceAll('<', '&lt;');
}

/** Text that stays text wherever Markdown is read; at the beginning of a line more is markup than inside it. */
export function escapedMarkdown(text: string): string {
  return inline(text)
    .replaceAll(/^([ \t]*)([#>=+-])/gm, '$1\\$2')
    .replaceAll(/^([ \t]*\d{1,9})([.)])(?=\s|$)/gm, '$1\\$2');
}

/** Images would be fetched by whoever opens the ticket: they become links. HTML becomes text. */
function withoutHtml(markdown: string): string {
  return markdown.replaceAll('![', '&#33;[').replaceAll(/<(?=[a-z/!?])/gi, '&lt;');
}

/** A fence longer than any in the text, so that nothing in it ends the block. */
function fenced(text: string): string {
  let longest = 2;
  for (const [run] of text.matchAll(/`+/g)) longest = Math.max(longest, run.length);
  const fence = '`'.repeat(longest + 1);
  return `${fence}json\n${text}\n${fence}`;
}
