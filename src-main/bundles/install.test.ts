import {
  appendFileSync,
  cpSync,
  existsSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  symlinkSync,
  truncateSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { create } from 'tar';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { openCatalog } from './catalog.ts';
import { installBundle } from './install.ts';
import { newBundle } from './scaffold.ts';

const sdk = path.join(import.meta.dirname, '../../enrichers/sdk/index.ts');
const fixtures = path.join(import.meta.dirname, 'fixtures');
const { signal } = new AbortController();
const appName = 'com.example.my-labels';
let root = '';
let bundle = '';
let installed = '';

beforeEach(async () => {
  root = mkdtempSync(path.join(tmpdir(), 'flairbench-install-'));
  bundle = path.join(root, 'my-labels');
  installed = path.join(root, 'bundles');
  await newBundle(bundle, { sdk });
});
afterEach(() => rmSync(root, { recursive: true, force: true }));

/** Changes metadata.json of the bundle. */
function change(fields: Readonly<Record<string, unknown>>): void {
  const file = path.join(bundle, 'metadata.json');
  const metadata: Record<string, unknown> = JSON.parse(readFileSync(file, 'utf8'));
  writeFileSync(file, JSON.stringify({ ...metadata, ...fields }));
}

/** The sentence of the refusal, or the version that was installed. */
async function install(source = bundle): Promise<string> {
  return await installBundle(source, installed, signal).then(
    ({ version }) => version,
    (error: unknown) => (error instanceof Error ? error.message : String(error)),
  );
}

async function catalog() {
  const { enrichers, problems } = await openCatalog({
    builtIn: path.join(root, 'none'),
    installed,
  });
  return { ids: enrichers().map(({ id }) => id), problems: problems() };
}

describe('installing', () => {
  it.each(['tar', 'tgz'])('takes a %s, whatever it is called', async (kind) => {
    const archive = path.join(root, 'bundle.bin');
    await create({ cwd: bundle, file: archive, gzip: kind === 'tgz', prefix: './' }, ['.']);
    expect(await install(archive)).toBe('0.1.0');
    expect(await catalog()).toEqual({ ids: [`${appName}:labels`], problems: [] });
  });

  it('takes a zip, wrapped in a folder of its own', async () => {
    expect(await install(path.join(fixtures, 'wrapped.zip'))).toBe('0.1.0');
  });

  it.each([
    ['path-traversal-01.tgz', '"../escape.txt" leads out of the bundle'],
    ['path-traversal-06.tgz', '"..\\..\\escape.txt" has a backslash in its name'],
    ['traversal.zip', 'its zip cannot be read'],
    ['link-symlink-read-secret.tgz', '"app.png" is neither a file nor a folder'],
    ['link-hardlink-rel-out.tgz', '"source/h" is neither a file nor a folder'],
    ['link.zip', '"source/link" is neither a file nor a folder'],
    ['bomb-sparse-8tib.tar', '"source/sparse.bin" is neither a file nor a folder'],
    ['bomb-size-lie.tar', 'it holds more than 64 MiB'],
    ['bomb-gz-of-gz.tgz', 'compressed, but holds no tar'],
    ['bomb-deep-folders.tgz', 'has a path that is too long'],
    ['name-duplicate-metadata.tgz', '"metadata.json" stands in it twice'],
    ['broken-truncated.tar', 'The bundle is damaged'],
    ['ok-name.tar.gz', 'Bundles of the dialect "anomali" cannot run here yet'],
  ])('refuses %s with a sentence and leaves no trace', async (file, why) => {
    expect(await install(path.join(fixtures, file))).toContain(why);
    expect([readdirSync(installed), readdirSync(root).sort()]).toEqual([
      [],
      ['bundles', 'my-labels'],
    ]);
  });

  it('compiles the source and never takes a compiled file from the bundle', async () => {
    mkdirSync(path.join(bundle, 'compiled'));
    writeFileSync(path.join(bundle, 'compiled/enrich.js'), 'throw new Error("planted");');
    await install();
    const code = readFileSync(path.join(installed, appName, '0.1.0/compiled/enrich.js'), 'utf8');
    expect([code.includes('planted'), code.includes('labels.count')]).toEqual([false, true]);
  });

  it.each([
    [
      'a source that does not compile',
      () => writeFileSync(path.join(bundle, 'source/enrich.ts'), 'export const enrich = ;\n'),
      'source/enrich.ts:1: It does not compile: Unexpected ";".',
    ],
    [
      'a source without the function',
      () => writeFileSync(path.join(bundle, 'source/enrich.ts'), 'export const other = 1;\n'),
      'source/enrich.ts: It must export a function named enrich.',
    ],
    [
      'a source that takes files of this machine with it',
      () => {
        writeFileSync(path.join(root, 'secret.json'), '{"a": 1}');
        writeFileSync(
          path.join(bundle, 'source/enrich.ts'),
          `import a from ${JSON.stringify(path.join(root, 'secret.json'))};\nexport const enrich = () => a;\n`,
        );
      },
      'source/enrich.ts: It imports secret.json from outside the bundle.',
    ],
    [
      'a script that is not there',
      () => rmSync(path.join(bundle, 'source/enrich.ts')),
      'metadata.json: "transforms[0].parameters" names source/enrich.ts, which is not in the bundle.',
    ],
    [
      'an icon that is not an image',
      () => {
        writeFileSync(path.join(bundle, 'icon.png'), 'MZ');
        change({ icons: { icon_display: 'icon.png', icon_thumbnail: 'icon.png' } });
      },
      'icon.png is not a PNG, JPEG, GIF, WebP or SVG image. icon.png is not a PNG, JPEG, GIF, WebP or SVG image.',
    ],
    [
      'a link',
      () => symlinkSync('/etc/hostname', path.join(bundle, 'link')),
      'The bundle is refused: "link" is neither a file nor a folder. Links and devices are not allowed.',
    ],
    [
      'more files than any bundle has',
      () => {
        for (let count = 0; count < 2001; count += 1) {
          writeFileSync(path.join(bundle, `source/${count}.txt`), '');
        }
      },
      'The bundle is refused: it holds more than 2,000 entries.',
    ],
    [
      'more bytes than any bundle has',
      () => {
        writeFileSync(path.join(bundle, 'big.bin'), '');
        truncateSync(path.join(bundle, 'big.bin'), 65 * 1024 * 1024);
      },
      'The bundle is refused: it holds more than 64 MiB.',
    ],
    [
      'a dialect that cannot run',
      () => {
        writeFileSync(path.join(bundle, 'icon.svg'), '<svg xmlns="http://www.w3.org/2000/svg"/>');
        const icons = { icon_display: 'icon.svg', icon_thumbnail: 'icon.svg' };
        const transforms = [
          { transform_name: 'a', entity_type: 'anomali.Domain', parameters: 'enrich.ts a' },
        ];
        change({ sdk_type: 'anomali', icons, transforms });
      },
      'Bundles of the dialect "anomali" cannot run here yet.',
    ],
  ])('refuses %s and leaves no trace', async (_, spoil, sentence) => {
    spoil();
    expect(await install()).toBe(sentence);
    expect(readdirSync(installed)).toEqual([]);
  });

  it('refuses a bomb by what it unpacks to', async () => {
    writeFileSync(path.join(bundle, 'zeros.bin'), Buffer.alloc(8 * 1024 * 1024));
    const archive = path.join(root, 'bomb.tgz');
    await create({ cwd: bundle, file: archive, gzip: true }, ['.']);
    expect(await install(archive)).toBe(
      'The bundle unpacks to more than 64 MiB or 100 times its size.',
    );
  });
});

describe('an installed bundle', () => {
  it('is replaced by a higher version, keeps three, and is not replaced by a lower one', async () => {
    const versions = ['1.0.0-beta', '1.0.0', '1.1.0', '1.1.1', '1.0.9'];
    const results: string[] = [];
    for (const version of versions) {
      change({ version });
      results.push(await install());
    }
    expect(results).toEqual([
      ...versions.slice(0, 4),
      'Version 1.0.9 is older than the installed 1.1.1. Remove the bundle first.',
    ]);
    expect(readdirSync(path.join(installed, appName)).sort()).toEqual([
      '1.0.0',
      '1.1.0',
      '1.1.1',
      'install.json',
    ]);
  });

  const key = { name: 'key', label: 'Key', required: true, sensitive: true };
  const optional = { ...key, name: 'region', required: false };
  it.each([
    ['a new required credential', [key], { update_creds: true }, false],
    ['a new optional credential', [optional], {}, false],
    ['a new optional credential with update_creds', [optional], { update_creds: true }, true],
    ['the same credentials', [], {}, true],
  ])('is updated in place or not with %s', async (_, credentials, more, allowed) => {
    change({ version: '1.0.0', credentials: [] });
    await install();
    change({ version: '1.1.0', credentials, ...more });
    const name = credentials[0]?.name;
    expect(await install()).toBe(
      allowed
        ? '1.1.0'
        : `The update changes the credential "${name}". Remove the bundle and install it again.`,
    );
  });

  it.each([
    ['changed', (folder: string) => appendFileSync(path.join(folder, 'compiled/enrich.js'), '//')],
    ['added', (folder: string) => writeFileSync(path.join(folder, 'more.txt'), '')],
    ['removed', (folder: string) => rmSync(path.join(folder, 'README.md'))],
  ])('does not run once a file of it was %s, until it is installed again', async (_, tamper) => {
    await install();
    tamper(path.join(installed, appName, '0.1.0'));
    const problem = `The bundle ${appName} was changed on disk after it was installed and does not run. Install it again.`;
    expect(await catalog()).toEqual({ ids: [], problems: [problem] });
    await install();
    expect(await catalog()).toEqual({ ids: [`${appName}:labels`], problems: [] });
  });

  it('that is broken does not disturb the others', async () => {
    await install();
    mkdirSync(path.join(installed, 'com.example.empty'));
    cpSync(path.join(installed, appName), path.join(installed, 'com.example.moved'), {
      recursive: true,
    });
    expect(await catalog()).toEqual({
      ids: [`${appName}:labels`],
      problems: [
        'The bundle com.example.empty was not installed completely. Install it again.',
        'The bundle com.example.moved lies in a folder of another name. Install it again.',
      ],
    });
  });

  it('cannot take the place of one that ships with the app', async () => {
    await install();
    const builtIn = path.join(root, 'built-in');
    cpSync(installed, builtIn, { recursive: true });
    const opened = await openCatalog({ builtIn, installed });
    expect([opened.bundles().map((each) => each.builtIn), opened.problems()]).toEqual([
      [true],
      [`The bundle ${appName} is left out: one that ships with Flairbench has this name.`],
    ]);
    expect(existsSync(path.join(installed, appName))).toBe(true);
  });
});
