import { writeFileSync } from 'node:fs';
import { cpus } from 'node:os';
import { join } from 'node:path';
import { root } from '../bench.ts';
import { measureBrokerOverhead } from './broker-overhead.ts';
import { openChromium } from './chromium.ts';
import { measureFirstLoad } from './first-load.ts';
import { measureHostLoop } from './host-loop.ts';
import { measureHostQueue } from './host-queue.ts';
import { measureLimitedSource } from './limited-source.ts';
import { measureManyRuns } from './many-runs.ts';
import { type Figure, isReached, isSkipped, ratioOf, type Skipped, verdictOn } from './measure.ts';
import { measureObservablesGrowth } from './observables-growth.ts';
import { measureObservablesQuality } from './observables-quality.ts';
import { measureObservablesSpeed } from './observables-speed.ts';
import { measureRowClick } from './row-click.ts';
import { measureRunRate } from './run-rate.ts';
import { measureServeStart } from './serve-start.ts';
import { measureStoreAppending } from './store-appending.ts';
import { measureStoreReading } from './store-reading.ts';
import { measureTyping } from './typing.ts';

/** `npm run bench`: prints a table and writes bench.json. Names on the command line choose some of them. */
const chosen = process.argv.slice(2);
const browser = await openChromium();
const all = {
  'first-load': () => measureFirstLoad(browser),
  'serve-start': () => measureServeStart(browser),
  'row-click': () => measureRowClick(browser),
  'run-rate': () => measureRunRate(),
  'many-runs': measureManyRuns,
  typing: () => measureTyping(browser),
  'host-loop': measureHostLoop,
  'host-queue': measureHostQueue,
  'store-appending': measureStoreAppending,
  'store-reading': measureStoreReading,
  'broker-overhead': measureBrokerOverhead,
  'limited-source': measureLimitedSource,
  'observables-quality': measureObservablesQuality,
  'observables-speed': measureObservablesSpeed,
  'observables-growth': measureObservablesGrowth,
};
const rows: (Figure | Skipped)[] = [];
for (const [name, measure] of Object.entries(all)) {
  if (chosen.length > 0 && !chosen.includes(name)) continue;
  process.stderr.write(`${name} …\n`);
  rows.push(...(await measure()));
}
await browser.close();

const number = (value: number | null) => (value === null ? '' : value.toPrecision(3));
const wanted = ({ atMost, atLeast }: Figure) =>
  atMost === undefined ? (atLeast === undefined ? '' : `at least ${atLeast}`) : `at most ${atMost}`;
process.stdout.write(
  '| what | measured | against | ratio | must reach | |\n|---|---|---|---|---|---|\n',
);
for (const row of rows) {
  const cells = isSkipped(row) ? [row.name, '', '', '', ''] : cellsOf(row);
  process.stdout.write(`| ${[...cells, verdictOn(row)].join(' | ')} |\n`);
}
for (const row of rows) {
  if (isSkipped(row) || row.notes === undefined || row.notes.length === 0) continue;
  process.stdout.write(`\n${row.name}\n${row.notes.map((note) => `- ${note}\n`).join('')}`);
}
const machine = { cpu: cpus()[0]?.model, cores: cpus().length, node: process.version };
writeFileSync(join(root, 'bench.json'), JSON.stringify({ machine, figures: rows }, null, 2));
process.exitCode = rows.every((row) => isSkipped(row) || isReached(row)) ? 0 : 1;

function cellsOf(figure: Figure): string[] {
  const { name, measured, against, unit } = figure;
  const other = against === null ? '' : `${number(against)} ${unit}`;
  return [name, `${number(measured)} ${unit}`, other, number(ratioOf(figure)), wanted(figure)];
}
