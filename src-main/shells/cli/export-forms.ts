import { type DefangStyle, defang } from '../../contract/defang.ts';
import type { TableRest } from '../../contract/report.ts';
import type { RunDetail } from '../../contract/run.ts';
import { tlpLabel } from '../../contract/tlp.ts';
import { findObservables } from '../../observables/find.ts';
import { rewriteText } from '../../observables/rewrite-text.ts';
import { plainText } from '../../reports/plain-text.ts';
import { escapedMarkdown, reportMarkdown } from '../../reports/report-markdown.ts';

/** A run with all rows in its tables: the report holds the first ones only. */
export function withAllRows(run: RunDetail, rests: readonly TableRest[]): RunDetail {
  if (run.report === null || rests.length === 0) return run;
  const rest = new Map(rests.map(({ widget, rows }) => [widget, rows]));
  const widgets = run.report.widgets.map((widget, index) => {
    const more = rest.get(index);
    if (widget.type !== 'table' || more === undefined) return widget;
    return { ...widget, rows: [...widget.rows, ...more.map((row) => [...row])] };
  });
  return { ...run, report: { ...run.report, widgets } };
}

export const csvHeader = [
  'run',
  'started_at',
  'type',
  'value',
  'defanged',
  'enricher',
  'version',
  'outcome',
  'reason',
  'sentence',
  'verdict',
  'tlp',
  'facts',
];

/** One run a row. Facts differ by enricher, so they share a cell: `geo.country=US; ip.version=4`. */
export function runAsCsv(run: RunDetail, style: DefangStyle): string[] {
  const facts = Object.entries(run.report?.facts ?? {});
  return [
    String(run.id),
    run.startedAt,
    run.observable.type,
    run.observable.value,
    defang(run.observable, style),
    run.enricherId,
    run.bundleVersion,
    run.outcome,
    run.reason,
    run.sentence,
    run.verdict?.level ?? '',
    run.tlp ?? '',
    facts.map(([name, value]) => `${name}=${plainText(value)}`).join('; '),
  ];
}

/**
 * What a ticket needs to know of a run stands above its report: value defanged, UTC time, version, TLP. The report
 * is defanged as a whole: many readers of Markdown make links of bare addresses.
 */
export function runAsMarkdown(run: RunDetail, style: DefangStyle): string {
  const head = [
    `${run.observable.type} ${defang(run.observable, style)}`,
    `${run.enricherTitle} ${run.bundleVersion}`,
    `run ${run.id}`,
    run.startedAt,
    tlpLabel(run.tlp),
  ]
    .map(escapedMarkdown)
    .join(' · ');
  const report = run.report === null ? '' : `\n${defanged(reportMarkdown(run.report), style)}`;
  return `${head}\n\n${escapedMarkdown(`${run.outcome}: ${run.sentence}`)}\n${report}`;
}

function defanged(text: string, style: DefangStyle): string {
  const { finds } = findObservables(text, { maxFinds: Number.POSITIVE_INFINITY });
  return rewriteText(text, finds, style);
}
