import { spawnSync } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { ensureBuilt, ensureInstalled, root, say } from './install.js';
import { requireSystemPackages } from './system-packages.js';

/** `npm test`: everything, with one line of sums at the end. */
requireSystemPackages();
const node = ensureInstalled();
ensureBuilt(node);

const folder = mkdtempSync(join(tmpdir(), 'flairbench-test-'));
const unit = join(folder, 'unit.json');
const browser = join(folder, 'browser.json');
const suites = [
  suite(
    'vitest/vitest.mjs',
    [
      'run',
      '--config',
      'src-main/vitest.config.ts',
      '--reporter=default',
      '--reporter=json',
      `--outputFile.json=${unit}`,
    ],
    {},
    () => unitSums(JSON.parse(readFileSync(unit, 'utf8'))),
  ),
  suite(
    '@playwright/test/cli.js',
    ['test', '--config', 'e2e/playwright.config.ts', '--reporter=list,json'],
    { PLAYWRIGHT_JSON_OUTPUT_NAME: browser },
    () => browserSums(JSON.parse(readFileSync(browser, 'utf8'))),
  ),
];
rmSync(folder, { recursive: true, force: true });

const total = { passed: 0, failed: 0, skipped: 0, flaky: 0 };
for (const sums of suites) {
  for (const key of Object.keys(total)) total[key] += sums[key] ?? 0;
}
if (total.skipped > 0)
  say(`${total.skipped} skipped, each with its reason above; none counts as passed.`);
if (total.flaky > 0) say(`${total.flaky} passed at the second try only, named as flaky above.`);
process.stdout.write(`${total.passed} passed, ${total.failed} failed\n`);
process.exitCode = total.failed > 0 || total.passed === 0 ? 1 : 0;

/** A suite that ends badly without a failed test (a crash, no result file) counts as one failure. */
function suite(script, args, environment, sumsOf) {
  const ended = spawnSync(node, [join(root, 'node_modules', script), ...args], {
    cwd: root,
    stdio: ['ignore', 1, 2],
    env: { ...process.env, ...environment },
  });
  try {
    const sums = sumsOf();
    return ended.status !== 0 && sums.failed === 0 ? { ...sums, failed: 1 } : sums;
  } catch (error) {
    say(`${script} left no result: ${error.message}`);
    return { passed: 0, failed: 1, skipped: 0 };
  }
}

function unitSums({ numPassedTests, numFailedTests, numPendingTests, numTodoTests }) {
  return {
    passed: numPassedTests,
    failed: numFailedTests,
    skipped: numPendingTests + numTodoTests,
  };
}

function browserSums({ stats }) {
  return {
    passed: stats.expected + stats.flaky,
    failed: stats.unexpected,
    skipped: stats.skipped,
    flaky: stats.flaky,
  };
}
