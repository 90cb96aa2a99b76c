import { access, constants, mkdtemp, readlink, rm, writeFile } from 'node:fs/promises';
import { createServer, type Server } from 'node:net';
import { homedir, tmpdir } from 'node:os';
import { join, relative, sep } from 'node:path';
import { probeSource } from './isolation-probe.ts';
import {
  advisory,
  type Findings,
  findingsSchema,
  type IsolationReport,
  judge,
} from './isolation-report.ts';
import { createLauncher, type LaunchedProcess } from './launcher.ts';
import { usualLimits } from './resource-limits.ts';

export type IsolationOptions = {
  readonly node: string;
  readonly environment: NodeJS.ProcessEnv;
  readonly platform: NodeJS.Platform;
  /** where bubblewrap may lie; the first that can be started is tried */
  readonly bubblewrapPaths?: readonly string[];
};

const probeMs = 5000;

/** Runs the self-test at the first question and remembers the answer; nothing is kept on disk. */
export function createIsolation(options: IsolationOptions): () => Promise<IsolationReport> {
  let report: Promise<IsolationReport> | undefined;
  return () => {
    report ??= testIsolation(options);
    return report;
  };
}

/**
 * Starts one real child through the launcher, without Node's permission flags, and lets it try what it must
 * not be able to do. What it managed is called advisory.
 */
export async function testIsolation(options: IsolationOptions): Promise<IsolationReport> {
  if (options.platform !== 'linux') {
    return advisory('This system has no boundary that Flairbench can use.');
  }
  const bubblewrap = await firstExecutable(
    options.bubblewrapPaths ?? ['/usr/bin/bwrap', '/usr/local/bin/bwrap'],
  );
  const findings = bubblewrap === null ? null : await probe(options, bubblewrap).catch(() => null);
  if (bubblewrap === null || findings === null) {
    const bare = await probe(options, null).catch(() => null);
    return advisory(
      bubblewrap === null
        ? 'Install the package bubblewrap and start Flairbench again.'
        : 'bubblewrap is installed, but this system does not let it build its walls.',
      bare?.tookMemory,
    );
  }
  return judge(findings, bubblewrap, namesOnTheWay(options.node));
}

async function probe(options: IsolationOptions, bubblewrap: string | null): Promise<Findings> {
  const elsewhere = await mkdtemp(join(tmpdir(), 'flairbench-elsewhere-'));
  const inside = await mkdtemp(join(tmpdir(), 'flairbench-probe-'));
  const hostProcesses = await readlink('/proc/self/ns/pid');
  const listener = await listen();
  try {
    const script = join(inside, 'probe.mjs');
    await writeFile(script, probeSource);
    await writeFile(join(elsewhere, 'secret'), 'secret');
    const launcher = createLauncher({
      ...options,
      isolation: async () => ({ bubblewrap, capabilities: [] }),
    });
    const child = await launcher.launch({
      kind: 'node',
      script,
      arguments: [
        homedir(),
        elsewhere,
        String(portOf(listener)),
        hostProcesses,
        String(usualLimits.memoryMegabytes),
      ],
      readPaths: [],
      writePaths: [],
      permissionFlags: false,
    });
    return findingsSchema.parse(JSON.parse(await firstAnswer(child)));
  } finally {
    listener.close();
    await Promise.all(
      [elsewhere, inside].map((path) => rm(path, { recursive: true, force: true })),
    );
  }
}

async function firstAnswer(child: LaunchedProcess): Promise<string> {
  const impatience = setTimeout(() => void child.kill(), probeMs);
  const chunks: Buffer[] = [];
  child.fromChild.on('data', (chunk: Buffer) => chunks.push(chunk));
  await child.ended;
  clearTimeout(impatience);
  return Buffer.concat(chunks).toString('utf8');
}

/** A program that lies in the home folder leaves a trail of otherwise empty folders there. */
function namesOnTheWay(program: string): string[] {
  const below = relative(homedir(), program);
  return below.startsWith('..') ? [] : below.split(sep).slice(0, 1);
}

async function firstExecutable(paths: readonly string[]): Promise<string | null> {
  for (const path of paths) {
    const executable = await access(path, constants.X_OK).then(
      () => true,
      () => false,
    );
    if (executable) return path;
  }
  return null;
}

function listen(): Promise<Server> {
  return new Promise((resolve, reject) => {
    const server = createServer((socket) => socket.destroy());
    server.once('error', reject);
    server.listen(0, '127.0.0.1', () => resolve(server));
  });
}

function portOf(server: Server): number {
  const address = server.address();
  if (address === null || typeof address === 'string') throw new Error('No port was given.');
  return address.port;
}
