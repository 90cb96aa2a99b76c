import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtemp, readdir, readFile, rm } from 'node:fs/promises';
import { readdirSync, readFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { text } from 'node:stream/consumers';
import { fileURLToPath } from 'node:url';
import Database from 'better-sqlite3';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { unpackJson } from '../store/packed-json.ts';
import { signInAt } from './fixtures/loopback-client.ts';

/** A bundle that puts its credential everywhere, and a look at everything that was written, said or shown. */
const script = fileURLToPath(new URL('./cli/main.ts', import.meta.url));
const bundle = fileURLToPath(new URL('./fixtures/leaky-bundle', import.meta.url));
const appName = 'app.flairbench.test-leaky';
const byContract = 'c0n"tr/act+ k€y';
const byCommand = 'c0m"ma/nd+ l%ne';
/** endings of the addresses: a report, a failure, an error, no data */
const values = [1, 2, 3, 4].map((ending) => `203.0.113.${ending}`);

let folder: string;
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'flairbench-secrets-'));
});
afterAll(() => rm(folder, { recursive: true }));

function start(...words: string[]): ChildProcess {
  const args = ['--no-warnings', script, '--data-dir', join(folder, 'data'), ...words];
  // Whoever runs this may have a keyring, which is not ours to write into.
  const env = { ...process.env, DBUS_SESSION_BUS_ADDRESS: 'unix:path=/nonexistent' };
  return spawn(process.execPath, args, { stdio: 'pipe', env });
}

/** Everything that a command prints. */
async function run(input: string, ...words: string[]): Promise<string> {
  const child = start(...words);
  child.stdin?.end(input);
  const [out, err] = [child.stdout, child.stderr].map((pipe) => (pipe === null ? '' : text(pipe)));
  return `${await out}${await err}`;
}

function spellingsOf(secret: string): string[] {
  const bytes = Buffer.from(secret);
  const quoted = JSON.stringify(secret).slice(1, -1);
  // Whole groups of three bytes look the same wherever base64 ends.
  const base64 = (from: number) =>
    bytes.subarray(from, bytes.length - ((bytes.length - from) % 3)).toString('base64');
  return [
    secret,
    quoted,
    JSON.stringify(quoted).slice(1, -1),
    encodeURIComponent(secret),
    bytes.toString('hex'),
    ...[0, 1, 2].map(base64),
  ];
}

const secrets = [byContract, byCommand].flatMap((secret) =>
  spellingsOf(secret).map((spelling) => ({ secret, spelling })),
);

/** Which spellings stand in what was written, with the place. */
function found(place: string, content: Buffer | string): string[] {
  const bytes = typeof content === 'string' ? Buffer.from(content) : content;
  return secrets
    .filter(({ spelling }) => bytes.includes(spelling))
    .map(({ spelling }) => `${place}: ${spelling}`);
}

/** Command lines and environments of everything that runs, as often as there is time to look. */
function watchProcesses() {
  const leaks = new Set<string>();
  let seen = 0;
  const timer = setInterval(() => {
    for (const pid of readdirSync('/proc').filter((name) => /^\d+$/.test(name))) {
      for (const file of ['cmdline', 'environ']) {
        try {
          const content = readFileSync(`/proc/${pid}/${file}`);
          if (file === 'cmdline' && content.includes('runner')) seen += 1;
          for (const leak of found(`/proc/${file}`, content)) leaks.add(leak);
        } catch {
          // It has ended, or is somebody else's.
        }
      }
    }
  }, 50);
  return { leaks, seen: () => seen, stop: () => clearInterval(timer) };
}

async function everyFile(parent: string): Promise<string[]> {
  const leaks: string[] = [];
  for (const entry of await readdir(parent, { recursive: true, withFileTypes: true })) {
    if (!entry.isFile()) continue;
    const path = join(entry.parentPath, entry.name);
    leaks.push(...found(path, await readFile(path)));
  }
  return leaks;
}

/** What lies compressed in the rows, too. */
function everyRow(path: string): string[] {
  const database = new Database(path, { readonly: true });
  try {
    const tables = database
      .prepare<[], { name: string }>("SELECT name FROM sqlite_schema WHERE type = 'table'")
      .all();
    return tables.flatMap(({ name }) =>
      database
        .prepare<[], Record<string, unknown>>(`SELECT * FROM "${name}"`)
        .all()
        .flatMap((row) =>
          Object.entries(row).flatMap(([column, value]) =>
            found(`${name}.${column}`, Buffer.isBuffer(value) ? unpacked(value) : String(value)),
          ),
        ),
    );
  } finally {
    database.close();
  }
}

function unpacked(value: Buffer): Buffer {
  try {
    return Buffer.from(unpackJson(value));
  } catch {
    return value;
  }
}

test.runIf(process.platform === 'linux')(
  'a credential is in no answer, file, row, export, log, command line or environment',
  async () => {
    const leaks: string[] = [];
    const said = (place: string, content: Buffer | string) => leaks.push(...found(place, content));
    const watch = watchProcesses();
    said('install', await run('', 'bundle', 'install', bundle));

    const serve = start('serve');
    const served: Buffer[] = [];
    for (const pipe of [serve.stdout, serve.stderr]) {
      pipe?.on('data', (chunk: Buffer) => served.push(chunk));
    }
    await once(serve.stdout ?? serve, 'data');
    const address = Buffer.concat(served).toString().trim();
    const { client, close } = await signInAt(address, (message) => said('socket', message));
    await client.enrichers.setCredential({ appName, name: 'key', value: byContract });
    await client.settings.change({ ownConfirmed: true });
    const { pasteId } = await client.pastes.submit({
      text: values.join('\n'),
      edits: [],
      tlp: 'clear',
      title: '',
      caseReference: '',
      enrichers: [`${appName}:leaky`],
      includeNoise: true,
    });
    await expect
      .poll(
        () => client.queue.progress({ pasteId: null }).then(({ done, total }) => total - done),
        {
          timeout: 60_000,
        },
      )
      .toBe(0);
    expect(await client.enrichers.testCredential({ appName })).toMatchObject({ outcome: 'works' });
    const { rows } = await client.runs.list({ offset: 0, limit: 100 });
    expect(rows.map(({ outcome }) => outcome).toSorted()).toEqual([
      'error',
      'error',
      'no_data',
      'ok',
      'ok',
    ]);
    for (const { id } of rows) {
      const run = await client.runs.get({ id });
      const raw = await client.runs.raw({ id });
      expect(raw.stdout).toContain('••••••');
      for (const [widget, { type }] of (run.report?.widgets ?? []).entries()) {
        const query = { id, widget, offset: 0, limit: 1000, sort: null, filter: '' };
        if (type === 'table') await client.runs.table(query);
      }
    }
    for (const words of [byContract, byCommand]) {
      expect((await client.runs.list({ words, offset: 0, limit: 10 })).total).toBe(0);
    }
    const page = { pasteId, offset: 0, limit: 100, filter: '', hideNoise: false } as const;
    const grid = await client.observables.list({ ...page, sort: 'position', descending: false });
    for (const { id } of grid.rows) await client.observables.flair({ observableId: id, pasteId });
    await Promise.all([
      client.enrichers.list(),
      client.ledger({ offset: 0, limit: 100 }),
      client.vault.status(),
      client.settings.get(),
      client.capabilities(),
    ]);

    const activate = ['bundle', 'activate', appName, '--test', '--credential', 'key=-'];
    const activated = await run(`${byCommand}\n`, ...activate);
    expect(activated).toContain('the credential works');
    said('activate', activated);
    const enrich = ['enrich', ...values, '--enricher', `${appName}:leaky`, '--fresh', '--json'];
    said('enrich', await run('', ...enrich));
    for (const words of [
      ['export'],
      ['export', '--format', 'csv'],
      ['export', '--format', 'markdown'],
      ['runs', 'show', '1', '--json'],
      ['ledger', '--json'],
    ]) {
      said(words.join(' '), await run('', ...words));
    }
    close();
    serve.kill('SIGTERM');
    await once(serve, 'exit');
    watch.stop();
    said('serve', Buffer.concat(served));

    expect(watch.seen()).toBeGreaterThan(0);
    expect([
      ...leaks,
      ...watch.leaks,
      ...(await everyFile(folder)),
      ...everyRow(join(folder, 'data', 'flairbench.db')),
    ]).toEqual([]);
  },
  240_000,
);
