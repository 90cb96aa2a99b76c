import { expect, test } from 'vitest';
import type { RunDetail } from '../../contract/run.ts';
import { csvHeader, runAsCsv, runAsMarkdown, withAllRows } from './export-forms.ts';

const run: RunDetail = {
  id: 7,
  enricherId: 'app.example:ranks',
  enricherTitle: 'Ranks',
  bundleVersion: '1.2.0',
  observable: { id: 3, type: 'domain', value: 'evil.com' },
  outcome: 'ok',
  reason: 'ok',
  sentence: '1 of 3 lists',
  verdict: { level: 'suspicious', sentence: '1 of 3 lists', reason: 'Listed' },
  trigger: 'cli',
  tlp: 'amber+strict',
  queuedAt: '2026-11-20T09:46:00.000Z',
  startedAt: '2026-11-20T09:46:01.000Z',
  endedAt: '2026-11-20T09:46:02.000Z',
  pinned: false,
  bundleHash: 'ab',
  settings: {},
  attempts: 1,
  hosts: [],
  exitCode: 0,
  messages: [],
  report: {
    title: 'Ranks',
    facts: { 'rank.position': 12, 'rank.list': '=1+1' },
    tags: [],
    related: [],
    messages: [],
    problems: [],
    widgets: [
      {
        type: 'table',
        columns: [{ name: 'List', kind: 'String' }],
        rows: [['first']],
        rowCount: 2,
      },
    ],
  },
};

test('a row of CSV holds the run, its outcome and its facts', () => {
  expect(
    Object.fromEntries(runAsCsv(run, 'brackets').map((cell, index) => [csvHeader[index], cell])),
  ).toEqual({
    run: '7',
    started_at: '2026-11-20T09:46:01.000Z',
    type: 'domain',
    value: 'evil.com',
    defanged: 'evil[.]com',
    enricher: 'app.example:ranks',
    version: '1.2.0',
    outcome: 'ok',
    reason: 'ok',
    sentence: '1 of 3 lists',
    verdict: 'suspicious',
    tlp: 'amber+strict',
    facts: 'rank.position=12; rank.list==1+1',
  });
});

test('Markdown begins with the value defanged, who was asked, when, and the marking', () => {
  const [head, , outcome] = runAsMarkdown(run, 'brackets').split('\n');
  expect([head, outcome]).toEqual([
    String.raw`domain evil\[.\]com · Ranks 1.2.0 · run 7 · 2026-11-20T09:46:01.000Z · TLP:AMBER+STRICT`,
    'ok: 1 of 3 lists',
  ]);
});

test('what stands in the report is defanged, too', () => {
  const related = [{ type: 'url', value: 'https://evil.com/a', fields: {} }];
  const report = run.report === null ? null : { ...run.report, related };
  const written = runAsMarkdown({ ...run, report }, 'words');
  expect([
    written.includes('| url | hxxps://evil[dot]com/a |'),
    written.includes('evil.com'),
  ]).toEqual([true, false]);
});

test('a value cannot write Markdown of its own', () => {
  const hostile = { ...run, observable: { id: 3, type: 'phrase', value: '![x](https://a.b/)' } };
  expect(runAsMarkdown(hostile, 'brackets')).not.toContain('![x](');
});

test('tables get the rows that are kept beside the report', () => {
  const whole = withAllRows(run, [{ widget: 0, rows: [['second']] }]);
  expect(whole.report?.widgets[0]).toMatchObject({ rows: [['first'], ['second']], rowCount: 2 });
});
