import { existsSync, mkdtempSync, readdirSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { buildEnrichers } from '../src-main/bundles/build.ts';
import { type Catalog, openCatalog } from '../src-main/bundles/catalog.ts';
import { type Replayed, replayFixtures } from '../src-main/bundles/replay.ts';
import type { Context, Enrich } from './sdk/index.ts';

const source = import.meta.dirname;
const folders = readdirSync(source).filter((name) =>
  existsSync(path.join(source, name, 'metadata.json')),
);
const built = mkdtempSync(path.join(tmpdir(), 'flairbench-enrichers-'));
let catalog: Catalog;

beforeAll(async () => {
  await buildEnrichers(source, built);
  catalog = await openCatalog({ builtIn: built, installed: path.join(built, 'none') });
});
afterAll(() => rmSync(built, { recursive: true, force: true }));

/** A bench where nobody knows anything. */
const silent: Omit<Context, 'folder'> = {
  settings: { database: path.join(source, 'geolite2/fixtures/GeoLite2-City-Test.mmdb') },
  credentials: {},
  fields: {},
  signal: new AbortController().signal,
  log: () => undefined,
  fetch: () => Promise.resolve({ status: 404, headers: {}, text: () => '', json: () => null }),
  resolve: () => Promise.resolve({ status: 'NODATA', records: [], server: '192.0.2.53:53' }),
};

async function replay(folder: string): Promise<readonly Replayed[]> {
  const bundle = catalog.bundles().find(({ appName }) => appName === `app.flairbench.${folder}`);
  if (bundle === undefined) throw new Error(`${folder} is not in the catalog`);
  const file = path.join(source, folder, 'fixtures.json');
  return await replayFixtures(bundle, file, new AbortController().signal);
}

describe('the built-in enrichers', () => {
  it('are all in the catalog, each under its own folder name', () => {
    expect({
      problems: catalog.problems(),
      names: catalog.bundles().map(({ appName }) => appName),
    }).toEqual({ problems: [], names: folders.map((name) => `app.flairbench.${name}`) });
  });

  it.each(folders)('%s gives what its fixtures expect', async (folder) => {
    const wrong = (await replay(folder)).filter(({ problem }) => problem !== null);
    expect(wrong.map(({ fixture, problem }) => `${fixture}: ${problem}`)).toEqual([]);
  });

  it.each(folders)('%s gives reports of which nothing is refused or repaired', async (folder) => {
    const reports = (await replay(folder)).flatMap(({ result }) =>
      typeof result === 'object' && result !== null && 'problems' in result
        ? [result.problems]
        : [],
    );
    expect(reports).toEqual(reports.map(() => []));
  });

  const odd = ['', '.', '..', 'xn--', 'xn--\u00e9', '-'.repeat(70), 'a.'.repeat(5000), '💥.com'];
  const odder = [
    '::',
    '0.0.0.0/0',
    '::/0',
    '1.2.3.4/99',
    'file:///x',
    '__proto__',
    '\ud800',
    '[::1',
  ];
  it.each([...odd, ...odder])('answer %j, whatever it is, in some way', async (value) => {
    for (const { enrichers } of catalog.bundles()) {
      for (const { module, bundle, types } of enrichers) {
        const { enrich }: { enrich: Enrich } = await import(module);
        const context: Context = { ...silent, folder: bundle.folder };
        for (const type of types)
          expect(await enrich({ type, value }, context)).toBeTypeOf('object');
      }
    }
  });

  it('show every kind of widget between them', async () => {
    const results = (await Promise.all(folders.map(replay))).flat();
    const types = new Set(
      JSON.stringify(results.map(({ result }) => result)).match(
        /"type":"(badges|chart|geo|markdown|table)"/g,
      ),
    );
    expect([...types].sort()).toEqual(
      ['badges', 'chart', 'geo', 'markdown', 'table'].map((type) => `"type":"${type}"`),
    );
  });
});
