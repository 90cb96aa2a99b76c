import type { Report, Widget } from '../contract/report.ts';
import { chartTable } from './chart/chart-table.ts';
import { plainText } from './plain-text.ts';
import { isRecord } from './record.ts';
import { sliceBytes } from './text.ts';

const mostBytes = 256 * 1024;

/** The words of a report for full-text search, a line each, at most 256 KiB of UTF-8. */
export function reportText(report: Report): string {
  const lines: string[] = [];
  let length = 0;
  for (const line of linesOf(report)) {
    if (line.trim() === '') continue;
    lines.push(line);
    length += line.length + 1;
    if (length > mostBytes) break;
  }
  return sliceBytes(lines.join('\n'), mostBytes);
}

function* linesOf(report: Report): Generator<string> {
  yield report.title;
  yield report.description ?? '';
  if (report.verdict) yield `${report.verdict.sentence} ${report.verdict.reason}`;
  for (const [name, value] of Object.entries(report.facts)) yield `${name} ${plainText(value)}`;
  for (const tag of report.tags) yield `${tag.namespace} ${tag.predicate} ${plainText(tag.value)}`;
  for (const { value, relation } of report.related) yield `${relation ?? ''} ${value}`.trim();
  for (const widget of report.widgets) yield* linesOfWidget(widget);
}

function* linesOfWidget(widget: Widget): Generator<string> {
  if ('title' in widget) yield widget.title ?? '';
  switch (widget.type) {
    case 'text':
      yield plainText(widget.item);
      break;
    case 'markdown':
      yield widget.markdown;
      break;
    case 'table':
      yield widget.columns.map((column) => column.name).join(' ');
      for (const row of widget.rows) yield row.map(plainText).join(' ');
      break;
    case 'chart':
      if (widget.options !== null) {
        const { title, rows } = chartTable(widget.options);
        yield title;
        for (const row of rows) yield row.join(' ');
      }
      break;
    case 'json':
      yield* linesOfJson(widget.value);
      break;
    case 'badges':
      yield widget.items.map(plainText).join(' ');
      break;
    case 'geo':
      for (const point of widget.points) yield point.label ?? '';
      yield widget.countries.join(' ');
      break;
    case 'rule':
      break;
  }
}

function* linesOfJson(value: unknown): Generator<string> {
  if (typeof value === 'string' || typeof value === 'number') yield String(value);
  else if (Array.isArray(value)) for (const entry of value) yield* linesOfJson(entry);
  else if (isRecord(value))
    for (const [key, entry] of Object.entries(value)) {
      yield key;
      yield* linesOfJson(entry);
    }
}
