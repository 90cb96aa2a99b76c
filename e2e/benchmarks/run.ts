import { writeFileSync } from 'node:fs';
import { cpus } from 'node:os';
import { join } from 'node:path';
import { root } from '../bench.ts';
import { openChromium } from './chromium.ts';
import { measureFirstLoad } from './first-load.ts';
import { type Figure, isReached, ratioOf } from './measure.ts';
import { measureRowClick } from './row-click.ts';
import { measureRunRate } from './run-rate.ts';
import { measureServeStart } from './serve-start.ts';

/** `npm run bench`: prints a table and writes bench.json. Names on the command line choose some of them. */
const chosen = process.argv.slice(2);
const browser = await openChromium();
const all = {
  'first-load': () => measureFirstLoad(browser),
  'serve-start': () => measureServeStart(browser),
  'row-click': () => measureRowClick(browser),
  'run-rate': () => measureRunRate(),
};
const figures: Figure[] = [];
for (const [name, measure] of Object.entries(all)) {
  if (chosen.length > 0 && !chosen.includes(name)) continue;
  process.stderr.write(`${name} …\n`);
  figures.push(...(await measure()));
}
await browser.close();

const number = (value: number | null) => (value === null ? '' : value.toPrecision(3));
const wanted = ({ atMost, atLeast }: Figure) =>
  atMost === undefined ? `at least ${atLeast}` : `at most ${atMost}`;
process.stdout.write(
  '| what | measured | against | ratio | must reach | |\n|---|---|---|---|---|---|\n',
);
for (const figure of figures) {
  const { name, measured, against, unit } = figure;
  const sides = [
    `${number(measured)} ${unit}`,
    against === null ? '' : `${number(against)} ${unit}`,
  ];
  const cells = [name, ...sides, number(ratioOf(figure)), wanted(figure)];
  process.stdout.write(`| ${cells.join(' | ')} | ${isReached(figure) ? 'reached' : 'missed'} |\n`);
}
const machine = { cpu: cpus()[0]?.model, cores: cpus().length, node: process.version };
writeFileSync(join(root, 'bench.json'), JSON.stringify({ machine, figures }, null, 2));
process.exitCode = figures.every(isReached) ? 0 : 1;
