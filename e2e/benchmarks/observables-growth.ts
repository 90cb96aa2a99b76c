import { findObservables } from '../../src-main/observables/find.ts';
import { hostileShapes, namedShapes, type Shape } from './hostile-text.ts';
import { alternate, type Figure, median, type Skipped } from './measure.ts';
import { reportText, withoutReports } from './reports.ts';

const megabyte = 1_000_000;
const slowest = 5;
const mostGrowth = 9;

/** Whether reading stays linear: on reports eight times as long, and on text made to hold it up. */
export async function measureObservablesGrowth(): Promise<(Figure | Skipped)[]> {
  return [...(await onReports()), ...onHostileText()];
}

async function onReports(): Promise<(Figure | Skipped)[]> {
  const large = await reportText(8 * megabyte);
  const name = 'finding observables in 8 MB of reports, against 1 MB';
  const line = 'one line of 8 MB of reports';
  if (large === null) {
    return [
      { name, skipped: withoutReports },
      { name: line, skipped: withoutReports },
    ];
  }
  const small = large.slice(0, megabyte);
  for (let round = 0; round < 5; round += 1) findObservables(small);
  const times = await alternate(
    7,
    async () => timeOf(large),
    async () => timeOf(small),
  );
  const [measured, against] = [median(times.ours), median(times.theirs)];
  return [
    { name, measured, against, unit: 'ms', atMost: mostGrowth },
    { name: 'the same, a second', measured: 8000 / measured, against: null, unit: 'MB/s' },
    rate(line, speedOf(large.replaceAll(/[\r\n]+/gu, ' '))),
  ];
}

/** Those that are asked for by name; of the others the slowest, so that a new weakness shows itself. */
function onHostileText(): Figure[] {
  const others = Object.entries(hostileShapes)
    .filter(([name]) => !(name in namedShapes))
    .map(([name, shape]) => ({ name, speed: speedAt(shape, 2 * megabyte) }))
    .toSorted((a, b) => a.speed - b.speed);
  const named = Object.entries(namedShapes).map(([name, shape]) =>
    rate(`8 MB of ${name}`, speedAt(shape, 8 * megabyte)),
  );
  const worst = others
    .slice(0, slowest)
    .map(({ name, speed }, place) =>
      rate(`hostile text, ${place + 1} of ${others.length} from the slowest: ${name}`, speed),
    );
  return [...named, ...worst];
}

function rate(name: string, measured: number): Figure {
  return { name, measured, against: null, unit: 'MB/s', atLeast: 5 };
}

function speedAt(shape: Shape, length: number): number {
  findObservables(shape(length / 8));
  return speedOf(shape(length));
}

function speedOf(text: string): number {
  const times = [timeOf(text), timeOf(text), timeOf(text)];
  return text.length / 1000 / median(times);
}

function timeOf(text: string): number {
  const started = performance.now();
  findObservables(text);
  return performance.now() - started;
}
