import { extractIOC } from 'ioc-extractor';
import { findObservables } from '../../src-main/observables/find.ts';
import { nameMemory } from '../../src-main/observables/name-memory.ts';
import { alternate, type Figure, median, type Skipped } from './measure.ts';
import { reportText, withoutReports } from './reports.ts';

const megabyte = 1_000_000;
const warmUps = 5;
const rounds = 15;
const name = 'finding observables in 1 MB of reports, against ioc-extractor';

/** Both with their defaults, in this process, on the same text, in turn, after both are warm. */
export async function measureObservablesSpeed(): Promise<(Figure | Skipped)[]> {
  const text = await reportText(megabyte);
  if (text === null) return [{ name, skipped: withoutReports }];
  // As the bench reads: its threads keep what they learnt of names.
  const memory = nameMemory();
  const ours = async () => rateOf(() => findObservables(text, { memory }));
  const theirs = async () => rateOf(() => extractIOC(text));
  await alternate(warmUps, ours, theirs);
  const rates = await alternate(rounds, ours, theirs);
  return [
    {
      name,
      measured: median(rates.ours),
      against: median(rates.theirs),
      unit: 'MB/s',
      atLeast: 10,
    },
  ];
}

function rateOf(work: () => unknown): number {
  const started = performance.now();
  work();
  return 1000 / (performance.now() - started);
}
