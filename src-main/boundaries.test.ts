import { execFileSync, spawnSync } from 'node:child_process';
import { cpSync, mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { afterAll, expect, test } from 'vitest';

/** The floors are held up by lint; this proves that lint bites, by planting what it must refuse. */
const root = fileURLToPath(new URL('..', import.meta.url));
const planted = mkdtempSync(join(tmpdir(), 'boundaries-'));
cpSync(join(root, '.oxlintrc.json'), join(planted, '.oxlintrc.json'));
afterAll(() => rmSync(planted, { recursive: true }));

const breaks: readonly [file: string, specifier: string][] = [
  ['src-main/contract/a.ts', '../observables/find.ts'],
  ['src-main/contract/b.ts', '../store/store.ts'],
  ['src-main/observables/a.ts', '../reports/parse-report.ts'],
  ['src-main/observables/b.ts', '../broker/broker.ts'],
  ['src-main/reports/a.ts', '../store/store.ts'],
  ['src-main/reports/chart/a.ts', '../../processes/launcher.ts'],
  ['src-main/reports/b.ts', '../limits/judge.ts'],
  ['src-main/limits/a.ts', '../store/store.ts'],
  ['src-main/store/a.ts', '../broker/broker.ts'],
  ['src-main/broker/a.ts', '../store/store.ts'],
  ['src-main/vault/a.ts', '../store/store.ts'],
  ['src-main/bundles/a.ts', '../processes/launcher.ts'],
  ['src-main/processes/a.ts', '../bundles/bundle.ts'],
  ['src-main/processes/b.ts', '../documents/kind.ts'],
  ['src-main/documents/a.ts', '../processes/launcher.ts'],
  ['src-main/runtimes/flairbench/a.ts', '../../runs/scheduler.ts'],
  ['src-main/runs/a.ts', '../workbench.ts'],
  ['src-main/runs/b.ts', '../shells/host.ts'],
  ['src-main/workbench.ts', './shells/host.ts'],
  ['src-main/workbench/a.ts', '../shells/host.ts'],
  ['src-main/router.ts', './shells/installation.ts'],
  ['src-main/shells/cli/a.ts', '../electron/main.ts'],
  ['src-main/shells/loopback/a.ts', '../cli/main.ts'],
  ['src-renderer/a.ts', '../src-main/store/store.ts'],
  ['src-renderer/b.ts', '../src-main/workbench.ts'],
  ['src-renderer/c.ts', 'node:fs'],
  ['src-renderer/d.ts', '../src-main/documents/kind.ts'],
  ['enrichers/mine/source/a.ts', '../../../src-renderer/transport.ts'],
  ...['contract', 'store', 'runs', 'shells/loopback', 'shells/cli'].map(
    (folder): [string, string] => [`src-main/${folder}/electron.ts`, 'electron'],
  ),
];
const fine: readonly [file: string, specifier: string][] = [
  ['src-main/runs/fine.ts', '../store/store.ts'],
  ['src-main/shells/cli/fine.ts', '../host.ts'],
  ['src-main/shells/electron/fine.ts', 'electron'],
  ['src-renderer/fine.ts', '../src-main/contract/vocabulary.ts'],
];

test('every planted break of the floors is found, and nothing else', () => {
  for (const [file, specifier] of [...breaks, ...fine]) {
    mkdirSync(dirname(join(planted, file)), { recursive: true });
    writeFileSync(
      join(planted, file),
      `import type { It } from '${specifier}';\nexport type Mine = It;\n`,
    );
  }
  const found = spawnSync(oxlint(), ['--format=unix', '.'], { cwd: planted, encoding: 'utf8' });
  const files = new Set(
    [...found.stdout.matchAll(/^(?:\.\/)?([^:\n]+):\d+:\d+:.*no-restricted-imports/gm)].map(
      ([, file]) => file?.replace(`${planted}/`, ''),
    ),
  );
  expect([...files].sort()).toEqual(breaks.map(([file]) => file).sort());
});

test('the linter that bites is the one that the project brings', () => {
  expect(execFileSync(oxlint(), ['--version'], { encoding: 'utf8' })).toContain('1.89.0');
});

function oxlint(): string {
  return join(root, 'node_modules/.bin', process.platform === 'win32' ? 'oxlint.cmd' : 'oxlint');
}
