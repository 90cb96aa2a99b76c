import type { Report, TableRest, Widget } from '../contract/report.ts';
import { reportLimits } from '../contract/vocabulary.ts';
import { listLimits, textLimits } from './limits.ts';
import {
  lineOf,
  markingOf,
  parseFacts,
  parseMessages,
  parseRelated,
  parseTags,
  parseVerdict,
  type RelatedContext,
} from './metadata.ts';
import { collectProblems, type Problems } from './problems.ts';
import { isRecord, member } from './record.ts';
import { cleanText } from './text.ts';
import { parseWidget } from './widget.ts';

export type ParsedReport = { readonly report: Report; readonly tables: TableRest[] };

/**
 * What an enricher returned, as the report that everything downstream trusts: the shape of `ReportInput`,
 * read loosely (bare scalars as items, column names as columns, missing fields). Never throws; what is wrong
 * becomes a sentence in `problems`, and the rest is kept. Rows past `reportLimits.inlineRows` are given apart.
 */
export function parseReport(
  input: unknown,
  context: { readonly title: string } & RelatedContext,
): ParsedReport {
  const problems = collectProblems();
  if (!isRecord(input)) problems.add('The enricher gave something else than a report.');
  const source = isRecord(input) ? input : {};

  const description = member(source, 'description');
  const verdict = parseVerdict(member(source, 'verdict'), problems);
  const marking = markingOf(member(source, 'marking'));
  const head = {
    title: lineOf(member(source, 'title'), textLimits.title) || context.title,
    ...(typeof description === 'string' &&
      description !== '' && { description: cleanText(description, textLimits.description) }),
    ...(verdict !== null && { verdict }),
    ...(marking !== null && { marking }),
    facts: parseFacts(member(source, 'facts'), problems),
    tags: parseTags(member(source, 'tags'), problems),
    messages: parseMessages(member(source, 'messages'), problems),
    related: parseRelated(member(source, 'related'), context, problems),
  };
  const bytes = reportLimits.reportBytes - problemBytes;
  const { widgets, tables } = parseWidgets(
    member(source, 'widgets'),
    bytes - bytesOf(head),
    problems,
  );
  return { report: { ...head, widgets, problems: problems.list() }, tables };
}

/** kept free for the sentences themselves */
const problemBytes = 128 * 1024;

function parseWidgets(
  input: unknown,
  bytes: number,
  problems: Problems,
): { widgets: Widget[]; tables: TableRest[] } {
  const widgets: Widget[] = [];
  const tables: TableRest[] = [];
  if (input !== undefined && input !== null && !Array.isArray(input))
    problems.add('The widgets are no list; they were left out.');
  const given: readonly unknown[] = Array.isArray(input) ? input : [];
  if (given.length > reportLimits.widgets)
    problems.add(
      `The report has ${given.length} widgets; the first ${reportLimits.widgets} are kept.`,
    );

  let left = bytes;
  let room = listLimits.tableCharacters;
  for (const [index, entry] of given.slice(0, reportLimits.widgets).entries()) {
    const where = `Widget ${index + 1}`;
    const parsed = parseWidget(entry, where, room, problems);
    if (parsed === null) continue;
    const size = ownBytes(parsed.widget);
    if (size > left) {
      problems.add(`${where}: the report is larger than 16 MiB; it was left out.`);
      continue;
    }
    left -= size;
    room -= parsed.tableCharacters;
    widgets.push(parsed.widget);
    if (parsed.rest.length > 0) tables.push({ widget: widgets.length - 1, rows: parsed.rest });
  }
  return { widgets, tables };
}

/** Rows stand beside the report. */
function ownBytes(widget: Widget): number {
  return bytesOf(widget.type === 'table' ? { ...widget, rows: [] } : widget);
}

function bytesOf(value: unknown): number {
  try {
    return Buffer.byteLength(JSON.stringify(value));
  } catch {
    // Longer than a string can be.
    return Number.POSITIVE_INFINITY;
  }
}
