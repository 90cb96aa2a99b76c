import { stat } from 'node:fs/promises';
import { join } from 'node:path';
import { openStore } from '../../src-main/store/open-store.ts';
import { databaseName } from '../../src-main/store/store-failures.ts';
import type { Store } from '../../src-main/store/store.ts';
import { type LargeStore, largeStores } from './large-store.ts';
import { commonWord, enricherAt, randomFrom, rareWord, valueAt } from './made-up-runs.ts';
import { type Figure, quantile } from './measure.ts';

const times = 60;
const page = { limit: 100 };

/** What the pages of the bench cost in a store of ten thousand, a hundred thousand and a million runs. */
export async function measureStoreReading(): Promise<Figure[]> {
  const stores = await largeStores();
  const figures: Figure[] = [];
  for (const store of stores) {
    figures.push(...(await measurePages(store)), await measureDisk(store));
  }
  return figures;
}

/** A number that is given is how many milliseconds that took of which the figure is. */
type Asked = (reader: Store['reader'], random: () => number, runs: number) => Promise<unknown>;

const offsetIn = (random: () => number) => Math.floor(random() * 10) * page.limit;

const questions: readonly { name: string; atMost: number; ask: Asked }[] = [
  {
    name: "an observable's flair pane",
    atMost: 10,
    async ask(reader, random) {
      // Every value of a large store has a history, not every one of a small one.
      const value = valueAt(random() < 0.3 ? 0 : Math.floor(random() * 1000));
      const found = await reader.findObservable(value);
      if (found !== null) await reader.flair(found.id);
    },
  },
  {
    name: 'a page of history',
    atMost: 20,
    ask: (reader, random) => reader.runs({ ...page, offset: offsetIn(random) }),
  },
  {
    name: 'a page of the history of one enricher',
    atMost: 20,
    ask: (reader, random) =>
      reader.runs({
        ...page,
        offset: offsetIn(random),
        enricherId: enricherAt(Math.floor(random() * 10)),
      }),
  },
  {
    name: 'a page found by a selective word',
    atMost: 100,
    async ask(reader, random, runs) {
      const words = rareWord(Math.floor(random() * runs));
      const { total } = await reader.runs({ ...page, offset: 0, words });
      if (total !== 1) throw new Error(`${words} was found ${total} times.`);
    },
  },
  {
    name: 'a page found by a common word',
    atMost: 100,
    ask: (reader, random) => reader.runs({ ...page, offset: offsetIn(random), words: commonWord }),
  },
  {
    name: 'a page found by two words of middling frequency',
    atMost: 100,
    ask: (reader, random) =>
      reader.runs({ ...page, offset: 0, words: `w${letter(random)} w${letter(random)}` }),
  },
  {
    name: 'a page found by a common word of one enricher',
    atMost: 100,
    ask: (reader, random) =>
      reader.runs({
        ...page,
        offset: offsetIn(random),
        words: commonWord,
        enricherId: enricherAt(Math.floor(random() * 10)),
      }),
  },
  {
    name: 'a page found by a common word of one observable',
    atMost: 100,
    async ask(reader, random) {
      const found = await reader.findObservable(valueAt(Math.floor(random() * 1000)));
      await reader.runs({ ...page, offset: 0, words: commonWord, observableId: found?.id ?? 0 });
    },
  },
  {
    name: 'a page found by a common word with a rare verdict, of one enricher and type',
    atMost: 100,
    ask: (reader, random) =>
      reader.runs({
        ...page,
        offset: offsetIn(random),
        words: commonWord,
        enricherId: enricherAt(Math.floor(random() * 10)),
        type: 'domain',
        level: 'malicious',
      }),
  },
  {
    name: 'a page without words of one outcome and month',
    atMost: 100,
    ask: (reader) => reader.runs({ ...page, offset: 0, outcome: 'no_data', when: '2026-01' }),
  },
  {
    name: 'the best matches of a selective word',
    atMost: 500,
    ask: (reader, random, runs) =>
      reader.runs({ ...ranked, words: rareWord(Math.floor(random() * runs)) }),
  },
  {
    name: 'the best matches of a common word',
    atMost: 500,
    ask: (reader) => reader.runs({ ...ranked, words: commonWord }),
  },
  {
    name: 'the best matches of a common word and two of middling frequency',
    atMost: 500,
    ask: (reader, random) =>
      reader.runs({ ...ranked, words: `${commonWord} w${letter(random)} w${letter(random)}` }),
  },
  {
    name: 'the best matches of a common word with one outcome of one enricher',
    atMost: 500,
    ask: (reader, random) =>
      reader.runs({
        ...ranked,
        words: commonWord,
        outcome: 'ok',
        enricherId: enricherAt(Math.floor(random() * 10)),
      }),
  },
  { name: 'facets of all runs', atMost: 500, ask: (reader) => reader.facets({}) },
  {
    name: 'facets of a common word',
    atMost: 500,
    ask: (reader) => reader.facets({ words: commonWord }),
  },
  {
    name: 'facets of two words of middling frequency',
    atMost: 500,
    ask: (reader, random) => reader.facets({ words: `w${letter(random)} w${letter(random)}` }),
  },
  {
    name: 'facets of a word that stands in one run of a hundred, all over the store',
    atMost: 500,
    ask: (reader, random) => reader.facets({ words: `wa${letter(random)}` }),
  },
  {
    name: 'facets of a common word with one verdict of one enricher',
    atMost: 500,
    ask: (reader, random) =>
      reader.facets({
        words: commonWord,
        level: 'malicious',
        enricherId: enricherAt(Math.floor(random() * 10)),
      }),
  },
  {
    name: "an observable's flair pane while facets are counted",
    atMost: 10,
    async ask(reader, random) {
      const facets = reader.facets({ words: commonWord });
      const started = performance.now();
      const found = await reader.findObservable(valueAt(Math.floor(random() * 1000)));
      if (found !== null) await reader.flair(found.id);
      const took = performance.now() - started;
      await facets;
      return took;
    },
  },
];
const ranked = { ...page, offset: 0, order: 'match' } as const;

const letter = (random: () => number) => Math.floor(2 + random() * 34).toString(36);

async function measurePages({ folder, runs }: LargeStore): Promise<Figure[]> {
  const store = await openStore({ folder, now: () => new Date().toISOString() });
  const random = randomFrom(7);
  const figures: Figure[] = [];
  for (const { name, atMost, ask } of questions) {
    const took: number[] = [];
    await ask(store.reader, random, runs);
    for (let time = 0; time < times; time += 1) {
      const started = performance.now();
      const measured = await ask(store.reader, random, runs);
      took.push(typeof measured === 'number' ? measured : performance.now() - started);
    }
    figures.push({
      name: `${runs.toLocaleString('en')} runs: ${name}, p95`,
      measured: quantile(took, 0.95),
      against: null,
      unit: 'ms',
      atMost,
      notes: [`median ${quantile(took, 0.5).toFixed(1)} ms`],
    });
  }
  await store.close();
  return figures;
}

/** Asked: 1.5 times what report and output take compressed, and 1 kB, with the index that finds phrases. */
async function measureDisk({ folder, runs, ...sizes }: LargeStore): Promise<Figure> {
  const { size } = await stat(join(folder, databaseName));
  const allowed = 1.5 * sizes.packedBytes + 1000;
  return {
    name: `${runs.toLocaleString('en')} runs: bytes a run, against what is allowed`,
    measured: size / runs,
    against: allowed,
    unit: 'bytes',
    atMost: 1,
    notes: [
      `a report is ${sizes.reportBytes.toFixed(0)} bytes of JSON; report and output compressed ${sizes.packedBytes.toFixed(0)}`,
    ],
  };
}
