import type { FlairPane, Tab } from '../../src-main/contract/paste.ts';
import { tlpLabel } from '../../src-main/contract/tlp.ts';
import { fullTime } from './times.ts';

export type TicketStamp = { readonly version: string; readonly now: string };

/** What `c` copies: value defanged, a verdict line per source, UTC time, version, TLP. */
export function ticketOf(panes: readonly FlairPane[], { version, now }: TicketStamp): string {
  const blocks = panes.map(blockOf);
  return `${blocks.join('\n\n')}\n\nFlairbench ${version}, ${fullTime(now)}\n`;
}

function blockOf({ observable, tlp, standing, tabs, notAsked }: FlairPane): string {
  const head = [`${observable.type} ${observable.defanged}`, tlpLabel(tlp)];
  if (standing !== null) head.push(standing.sentence);
  const lines = tabs.map(lineOf).filter((line) => line !== null);
  const skipped = notAsked.map(({ title }) => title);
  if (skipped.length > 0) lines.push(`- not asked: ${skipped.join(', ')}`);
  return [head.join(' | '), ...lines].join('\n');
}

function lineOf({ title, run }: Tab): string | null {
  if (run === null) return null;
  const said =
    run.verdict === undefined ? run.sentence : `${run.verdict.level}: ${run.verdict.sentence}`;
  return `- ${title} v${run.bundleVersion}, ${fullTime(run.endedAt)}: ${said}`;
}
