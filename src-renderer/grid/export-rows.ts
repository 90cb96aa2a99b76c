import { csvRow } from '../../src-main/contract/csv.ts';
import type { DefangStyle } from '../../src-main/contract/defang.ts';
import type { ObservableRow } from '../../src-main/contract/paste.ts';
import { tlpLabel } from '../../src-main/contract/tlp.ts';
import type { Tlp } from '../../src-main/contract/vocabulary.ts';
import { copiedText } from '../shared/copied-text.ts';

export type Marking = { readonly tlp: Tlp | null; readonly exportedAt: string };

const columns = [
  'type',
  'value',
  'defanged',
  'field',
  'noise',
  'why',
  'verdict',
  'sentence',
  'by',
  'seen_before',
  'tlp',
];

/** One observable a row, after the names of the columns. */
export function csvOf(rows: readonly ObservableRow[], { tlp }: Marking): string {
  const lines = rows.map((row) => [
    row.type,
    row.value,
    row.defanged,
    row.field ?? '',
    row.noise ?? '',
    row.why,
    row.standing?.level ?? '',
    row.standing?.sentence ?? '',
    row.standing?.by.join('; ') ?? '',
    String(row.seenBefore),
    tlp ?? '',
  ]);
  return [columns, ...lines].map((line) => `${csvRow(line)}\r\n`).join('');
}

export function jsonOf(rows: readonly ObservableRow[], { tlp, exportedAt }: Marking): string {
  const observables = rows.map((row) => {
    const { type, value, defanged, field, noise, why, standing, tags, seenBefore } = row;
    return {
      type,
      value,
      defanged,
      field,
      noise,
      why,
      standing,
      tags,
      seenBefore,
    };
  });
  return `${JSON.stringify({ exportedAt, tlp, observables }, null, 2)}\n`;
}

/** A list with the verdicts, under the marking. */
export function markdownOf(
  rows: readonly ObservableRow[],
  { tlp }: Marking,
  style: DefangStyle,
): string {
  const list = rows.map(({ type, value, standing, field, noise }) => {
    const notes = [
      ...(standing === null ? [] : [standing.sentence]),
      ...(noise === null ? [] : [`noise: ${noise}`]),
      ...(field === null ? [] : [`field ${field}`]),
    ];
    return { type, value, ...(notes.length === 0 ? {} : { note: notes.join('; ') }) };
  });
  return `${tlpLabel(tlp)}\n\n${copiedText('markdown', list, style)}`;
}
