import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { installBundle } from './install.ts';
import { rehearseBundle } from './rehearse.ts';
import { newBundle } from './scaffold.ts';
import { validateBundle } from './validate.ts';

const sdk = path.join(import.meta.dirname, '../../enrichers/sdk/index.ts');
const { signal } = new AbortController();
let root = '';
let bundle = '';

beforeEach(async () => {
  root = mkdtempSync(path.join(tmpdir(), 'flairbench-scaffold-'));
  bundle = path.join(root, 'my-labels');
  await newBundle(bundle, { sdk });
});
afterEach(() => rmSync(root, { recursive: true, force: true }));

describe('a new bundle', () => {
  it('is valid, installs, and passes its own fixtures', async () => {
    const { problems } = await validateBundle(bundle);
    const replayed = await rehearseBundle(bundle, signal);
    expect({
      problems,
      replayed: replayed.map(({ problem }) => problem),
      installed: (await installBundle(bundle, path.join(root, 'bundles'), signal)).version,
    }).toEqual({ problems: [], replayed: [null, null], installed: '0.1.0' });
  });

  it('says which fixture does not come out as expected, and where', async () => {
    const file = path.join(bundle, 'source/enrich.ts');
    const asks =
      'export const enrich = (observable, context) => context.fetch("https://example.com/");\n';
    writeFileSync(
      file,
      readFileSync(file, 'utf8').replace(
        "'labels.count': labels.length",
        "'labels.count': 1 + labels.length",
      ),
    );
    const counted = await rehearseBundle(bundle, signal);
    writeFileSync(file, asks);
    const asked = await rehearseBundle(bundle, signal);
    expect([...counted, ...asked].map(({ problem }) => problem)).toEqual([
      'facts.labels.count is 4, expected 3.',
      null,
      'It asked for GET https://example.com/, which is not among the responses.',
      'It asked for GET https://example.com/, which is not among the responses.',
    ]);
  });

  it.each([
    [
      'a require of its own',
      "import { createRequire } from 'node:module';\nconst require = createRequire(import.meta.url);\nconst { sep } = require('node:path');",
    ],
    ['a CommonJS module beside it', "import { sep } from './separator.cjs';"],
  ])('may use %s', async (_, head) => {
    writeFileSync(
      path.join(bundle, 'source/separator.cjs'),
      "exports.sep = require('node:path').sep;",
    );
    const body = 'export const enrich = () => ({ noData: `It is ${sep}.` });';
    writeFileSync(path.join(bundle, 'source/enrich.ts'), `${head}\n${body}\n`);
    const [first] = await rehearseBundle(bundle, signal);
    expect(first?.result).toEqual({ noData: `It is ${path.sep}.` });
  });

  it('is not written into a folder that holds something', async () => {
    await expect(newBundle(bundle, { sdk })).rejects.toThrow('The folder is not empty.');
  });

  it.each([
    ['My Labels!', 'com.example.my-labels', 'My Labels'],
    ['org.acme.look_up', 'org.acme.look_up', 'Look up'],
    ['…', 'com.example.enricher', 'Enricher'],
  ])('named %s gets a valid app_name and title', async (name, app, title) => {
    const folder = path.join(root, 'named');
    await newBundle(folder, { sdk, name });
    const metadata = JSON.parse(readFileSync(path.join(folder, 'metadata.json'), 'utf8'));
    expect([metadata.app_name, metadata.title]).toEqual([app, title]);
    const written = path.relative(process.cwd(), folder);
    expect(await validateBundle(written)).toEqual({ problems: [] });
  });
});
