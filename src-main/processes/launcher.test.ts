import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { existsSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { createServer } from 'node:net';
import { homedir } from 'node:os';
import { join } from 'node:path';
import { text } from 'node:stream/consumers';
import { setTimeout as pause } from 'node:timers/promises';
import { fileURLToPath } from 'node:url';
import { describe, expect, test } from 'vitest';
import { createIsolation } from './isolation.ts';
import type { IsolationReport } from './isolation-report.ts';
import { createLauncher } from './launcher.ts';
import { findNodeBinary } from './node-binary.ts';

const script = fileURLToPath(new URL('./fixtures/child.mjs', import.meta.url));
const options = {
  node: findNodeBinary({ ...process, environment: process.env }),
  environment: process.env,
  platform: process.platform,
};
const walls = createIsolation(options);
const noWalls = async (): Promise<IsolationReport> => ({ bubblewrap: null, capabilities: [] });
const { bubblewrap } = await walls();
/** who is alive is read from /proc */
const linux = process.platform === 'linux';

function launch(isolation: typeof walls, behaviour: string) {
  return createLauncher({ ...options, isolation }).launch({
    kind: 'node',
    script,
    arguments: [behaviour],
    readPaths: [],
    writePaths: [],
    permissionFlags: false,
  });
}

function isAlive(pid: number): boolean {
  try {
    return process.kill(pid, 0);
  } catch {
    return false;
  }
}

/** Whoever has the folder in its environment is of the child's family, whatever its number is over there. */
function livesIn(folder: string): boolean {
  return readdirSync('/proc').some((entry) => {
    try {
      return /^\d+$/.test(entry) && readFileSync(`/proc/${entry}/environ`, 'utf8').includes(folder);
    } catch {
      return false;
    }
  });
}

async function eventually(condition: () => boolean): Promise<boolean> {
  for (let tries = 0; tries < 100; tries += 1) {
    if (condition()) return true;
    await pause(20);
  }
  return false;
}

const places = [
  { place: 'behind walls', isolation: walls, present: bubblewrap !== null },
  { place: 'without walls', isolation: noWalls, present: true },
];

describe.each(places)('a child $place', ({ isolation, present }) => {
  test.skipIf(!present)(
    'gets an empty stdin and an empty folder of its own, gone afterwards',
    async () => {
      const child = await launch(isolation, 'looks');
      const seen: unknown = JSON.parse(await text(child.fromChild));
      const { exitCode, flooded, startError } = await child.ended;
      expect({ seen, exitCode, flooded, startError, left: existsSync(child.folder) }).toEqual({
        seen: { stdin: '', mode: '700', files: [], folder: child.folder },
        exitCode: 0,
        flooded: false,
        startError: null,
        left: false,
      });
    },
  );

  test.skipIf(!present || !linux)('that ignores SIGTERM is gone within a second', async () => {
    const child = await launch(isolation, 'ignores');
    await once(child.fromChild, 'data');
    const began = performance.now();
    await child.kill();
    expect(performance.now() - began).toBeLessThan(1000);
    expect(await eventually(() => !livesIn(child.folder))).toBe(true);
  });

  test.skipIf(!present || !linux)('takes what it started with it', async () => {
    const child = await launch(isolation, 'leaves-a-child');
    child.fromChild.resume();
    await child.ended;
    expect(await eventually(() => !livesIn(child.folder))).toBe(true);
  });
});

test.skipIf(bubblewrap === null)('behind walls nothing leaves the group', async () => {
  const child = await launch(walls, 'leaves-the-group');
  child.fromChild.resume();
  await child.ended;
  expect(await eventually(() => !livesIn(child.folder))).toBe(true);
});

test('without walls what left the group does not hold up the end', async () => {
  const child = await launch(noWalls, 'leaves-the-group');
  const stray = text(child.fromChild).catch(() => '');
  const pid = once(child.fromChild, 'data').then(([chunk]) => Number(chunk));
  expect((await child.ended).exitCode).toBe(0);
  await stray;
  expect(isAlive(await pid)).toBe(true);
  process.kill(await pid, 'SIGKILL');
});

test('without walls SIGTERM leaves half a second to tidy up', async () => {
  const child = await launch(noWalls, 'tidies');
  await once(child.fromChild, 'data');
  const { exitCode } = await child.kill();
  expect({ exitCode, printed: child.takeOutput().stdout.text }).toEqual({
    exitCode: 3,
    printed: 'ready\ntidied\n',
  });
});

test('a program that is not there is an ending, and its folder is gone too', async () => {
  const launcher = createLauncher({ ...options, node: '/nonexistent/node', isolation: noWalls });
  const child = await launcher.launch({
    kind: 'node',
    script,
    arguments: [],
    readPaths: [],
    writePaths: [],
  });
  const end = await child.ended;
  expect({ pid: child.pid, end, left: existsSync(child.folder) }).toEqual({
    pid: null,
    end: {
      exitCode: null,
      signal: null,
      flooded: false,
      startError: 'spawn /nonexistent/node ENOENT',
    },
    left: false,
  });
});

test.skipIf(bubblewrap === null)(
  'behind walls a child dies with a host that was killed',
  async () => {
    const host = fileURLToPath(new URL('./fixtures/host.ts', import.meta.url));
    const process = spawn(options.node, [host, options.node, script], { stdio: 'pipe' });
    const [line] = await once(process.stdout, 'data');
    const [, folder = ''] = String(line).trim().split(' ');
    expect(livesIn(folder)).toBe(true);
    process.kill('SIGKILL');
    expect(await eventually(() => !livesIn(folder))).toBe(true);
    // Nobody is left to remove it.
    rmSync(folder, { recursive: true });
  },
);

/** What a program without flags of its own can see, in Python as in anything else. */
const nosy = `
import json, os, socket, sys
def attempt(action):
    try: return action()
    except Exception as error: return type(error).__name__
def connect():
    socket.create_connection(('127.0.0.1', int(sys.argv[1])), 1)
    return 'connected'
os.write(4, json.dumps({
    'home': attempt(lambda: sorted(os.listdir(sys.argv[2]))),
    'network': attempt(connect),
    'others': len([name for name in os.listdir('/proc') if name.isdigit()]) > 5,
    'environment': sorted(name for name in os.environ if not name.startswith('LC_')),
    'here': attempt(lambda: os.listdir('.')),
    'memory': attempt(lambda: len(bytearray(2 ** 31))),
}).encode())
`;

test.skipIf(bubblewrap === null || !existsSync('/usr/bin/python3'))(
  'behind walls any command sees no home, no network, nobody else, and has its memory limited',
  async () => {
    const home = mkdtempSync(join(homedir(), '.flairbench-test-'));
    writeFileSync(join(home, 'secret'), '');
    const server = createServer().listen(0, '127.0.0.1');
    await once(server, 'listening');
    const address = server.address();
    const port = typeof address === 'object' ? String(address?.port) : '';
    try {
      const child = await createLauncher({ ...options, isolation: walls }).launch({
        kind: 'command',
        program: '/usr/bin/python3',
        arguments: ['-c', nosy, port, home],
        readPaths: [],
        writePaths: [],
      });
      const seen: unknown = JSON.parse(await text(child.fromChild));
      expect(seen).toEqual({
        home: 'FileNotFoundError',
        network: 'ConnectionRefusedError',
        others: false,
        environment: ['HOME', 'LANG', 'PATH', 'PWD', 'TMPDIR', 'TZ'],
        here: [],
        memory: 'MemoryError',
      });
    } finally {
      server.close();
      rmSync(home, { recursive: true });
    }
  },
);
