import { createHash } from 'node:crypto';
import { realpath, stat } from 'node:fs/promises';
import { isAbsolute } from 'node:path';
import { fileURLToPath, pathToFileURL } from 'node:url';
import type { LaunchedProcess, Launcher } from '../../processes/launcher.ts';
import { outsideArchive } from '../../processes/node-binary.ts';
import type { Runtime, RuntimeEnding, RuntimeRequest, RuntimeResult } from '../runtime.ts';
import type { Clock } from './allowance.ts';
import { endings, notStarted } from './endings.ts';
import { createEnricherProcess, type EnricherProcess } from './enricher-process.ts';
import { createIdleProcesses } from './idle-processes.ts';
import { createSecretMask } from './secrets.ts';

const idleMs = 30_000;

/** Runs enrichers of our own dialect: one function in one compiled JavaScript file. */
export function createFlairbenchRuntime(options: {
  readonly launcher: Launcher;
  readonly clock: Clock;
  /** how many processes may wait for their next run */
  readonly poolSize: number;
  /** absolute path of the runner; default: the one that came with us */
  readonly runner?: string;
}): Runtime {
  const { launcher, clock } = options;
  const runner = options.runner ?? runnerPath();
  const idle = createIdleProcesses({ clock, limit: options.poolSize, idleMs });
  const processes = new Set<EnricherProcess>();
  const runs = new Set<Promise<RuntimeResult>>();
  const closing = new AbortController();

  async function start(request: RuntimeRequest): Promise<EnricherProcess | null> {
    let child: LaunchedProcess;
    try {
      const { folder } = request.enricher.bundle;
      const bundleFolders = [folder, await realpath(folder).catch(() => folder)];
      child = await launcher.launch({
        kind: 'node',
        script: runner,
        arguments: [],
        readPaths: [...new Set([...bundleFolders, ...filesOf(request)])],
        writePaths: [],
      });
    } catch {
      return null;
    }
    const process = createEnricherProcess(child, clock);
    processes.add(process);
    void child.ended.then(() => processes.delete(process));
    return process;
  }

  async function run(request: RuntimeRequest, signal: AbortSignal): Promise<RuntimeResult> {
    if (signal.aborted) return withoutProcess(endings.cancelled);
    const { reuse } = request.enricher;
    const key = reuse ? await poolKey(request) : '';
    const waiting = reuse ? idle.take(key) : null;
    if (waiting !== null) {
      const { inherited, ...result } = await runIn(waiting, key, request, signal);
      // That is not this run's fault: it runs anew.
      if (!inherited) return result;
    }
    const process = await start(request);
    if (process === null) return withoutProcess(notStarted());
    const { inherited: _, ...result } = await runIn(process, key, request, signal);
    return result;
  }

  async function runIn(
    process: EnricherProcess,
    key: string,
    request: RuntimeRequest,
    signal: AbortSignal,
  ) {
    const { reuse } = request.enricher;
    const module = pathToFileURL(request.enricher.module).href;
    const mask = createSecretMask(secretsOf(request));
    const result = await process.run({ request, module, mask, last: !reuse }, signal);
    if (reuse) idle.keep(key, process);
    return result;
  }

  return {
    dialect: 'flairbench',
    async run(request, signal) {
      const running = run(request, AbortSignal.any([signal, closing.signal]));
      runs.add(running);
      try {
        return await running;
      } finally {
        runs.delete(running);
      }
    },
    async close() {
      closing.abort();
      await Promise.allSettled(runs);
      await Promise.all([...processes].map((process) => process.end()));
    },
  };
}

function runnerPath(): string {
  const name = import.meta.url.endsWith('.ts') ? './runner.ts' : './enricher-runner.js';
  return outsideArchive(fileURLToPath(new URL(name, import.meta.url)));
}

function withoutProcess(ending: RuntimeEnding): RuntimeResult {
  const raw = { stdout: '', stderr: '', stdoutCut: false, stderrCut: false };
  return { ending, messages: [], raw, exitCode: null, hosts: [] };
}

/** Paths that the admin set for this enricher. */
function filesOf({ enricher, settings }: RuntimeRequest): string[] {
  return enricher.bundle.settings
    .filter((field) => field.type === 'file')
    .map((field) => settings[field.name])
    .filter((path) => typeof path === 'string')
    .filter((path) => isAbsolute(path) && !path.includes('\0'));
}

/** What a bundle does not declare counts as secret too. */
function secretsOf({ enricher, credentials }: RuntimeRequest): string[] {
  const open = enricher.bundle.credentials.filter((field) => !field.sensitive);
  return Object.entries(credentials)
    .filter(([name]) => !open.some((field) => field.name === name))
    .map(([, value]) => value);
}

/**
 * Who may share a process: the same bundle, credentials and marking, and the same files: a file that was replaced
 * is another one behind the walls, where the old one stays mounted.
 */
async function poolKey(request: RuntimeRequest): Promise<string> {
  const { appName, version, hash } = request.enricher.bundle;
  const files = await Promise.all(
    filesOf(request).map((path) =>
      stat(path).then(
        ({ dev, ino, size, mtimeMs }) => [path, dev, ino, size, mtimeMs],
        () => [path],
      ),
    ),
  );
  // Hashed, so that no secret lies about as part of a key.
  return createHash('sha256')
    .update(JSON.stringify([appName, version, hash, request.credentials, request.tlp, files]))
    .digest('hex');
}
