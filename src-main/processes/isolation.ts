import { access, constants, mkdtemp, readlink, rm, writeFile } from 'node:fs/promises';
import { createServer, type Server } from 'node:net';
import { homedir, tmpdir } from 'node:os';
import { join, relative, sep } from 'node:path';
import { z } from 'zod';
import type { Capabilities } from '../contract/capabilities.ts';
import { probeSource } from './isolation-probe.ts';
import { createLauncher, heapMegabytes, type LaunchedProcess } from './launcher.ts';

/** What holds a child in, as a real child found it on this machine. */
export type IsolationReport = {
  /** absolute path of bubblewrap when a child was seen to start behind it; null: children run without it */
  readonly bubblewrap: string | null;
  readonly capabilities: Capabilities['isolation'];
};

export type IsolationOptions = {
  readonly node: string;
  readonly environment: NodeJS.ProcessEnv;
  readonly platform: NodeJS.Platform;
  /** where bubblewrap may lie; the first that can be started is tried */
  readonly bubblewrapPaths?: readonly string[];
};

const findingsSchema = z.strictObject({
  homeNames: z.array(z.string()),
  readElsewhere: z.boolean(),
  wroteElsewhere: z.boolean(),
  reachedNetwork: z.boolean(),
  sawHost: z.boolean(),
});
type Findings = z.infer<typeof findingsSchema>;

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
  if (bubblewrap === null) {
    return advisory('Install the package bubblewrap and start Flairbench again.');
  }
  const findings = await probe(options, bubblewrap).catch(() => null);
  if (findings === null) {
    return advisory('bubblewrap is installed, but this system does not let it build its walls.');
  }
  return judge(findings, bubblewrap, namesOnTheWay(options.node));
}

async function probe(options: IsolationOptions, bubblewrap: string): Promise<Findings> {
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
      arguments: [homedir(), elsewhere, String(portOf(listener)), hostProcesses],
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

function judge(
  findings: Findings,
  bubblewrap: string,
  expectedNames: readonly string[],
): IsolationReport {
  const sawHome = findings.homeNames.some((name) => !expectedNames.includes(name));
  const files = !sawHome && !findings.readElsewhere && !findings.wroteElsewhere;
  const network = !findings.reachedNetwork;
  const processes = !findings.sawHost;
  return {
    bubblewrap,
    capabilities: [
      capability('Files', files, sentences.files),
      capability('Network', network, sentences.network),
      capability('Other programs', processes, sentences.processes),
      capability('Time and output', processes, sentences.time),
      capability('Memory', false, sentences.memory),
    ],
  };
}

function advisory(why: string): IsolationReport {
  const report = judge(
    {
      homeNames: ['.'],
      readElsewhere: true,
      wroteElsewhere: true,
      reachedNetwork: true,
      sawHost: true,
    },
    '',
    [],
  );
  return {
    bubblewrap: null,
    capabilities: report.capabilities.map((entry) =>
      entry.capability === 'Memory' ? entry : { ...entry, sentence: `${entry.sentence} ${why}` },
    ),
  };
}

type Sentences = { readonly enforced: string; readonly advisory: string };

const sentences = {
  files: {
    enforced: 'An enricher sees its own bundle, the files set for it and an empty folder.',
    advisory: 'A malicious enricher can read your files: install only what you trust.',
  },
  network: {
    enforced: 'An enricher has no network but what Flairbench asks for it.',
    advisory: 'A malicious enricher can open connections of its own, past the ledger.',
  },
  processes: {
    enforced: 'An enricher sees no other program and cannot signal one.',
    advisory: 'A malicious enricher can see and end your other programs.',
  },
  time: {
    enforced:
      'When its time is up or it prints too much, an enricher and all it started are ended.',
    advisory:
      'When its time is up, an enricher is ended with its process group; what leaves the group lives on.',
  },
  memory: {
    enforced: '',
    advisory: `The JavaScript heap of an enricher is limited to ${heapMegabytes} MB; other memory is not.`,
  },
} satisfies Record<string, Sentences>;

function capability(
  name: string,
  enforced: boolean,
  words: Sentences,
): Capabilities['isolation'][number] {
  return enforced
    ? { capability: name, state: 'enforced', sentence: words.enforced }
    : { capability: name, state: 'advisory', sentence: words.advisory };
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
