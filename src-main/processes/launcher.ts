import { type ChildProcess, spawn } from 'node:child_process';
import type { Readable, Writable } from 'node:stream';
import { bubblewrapArguments } from './bubblewrap.ts';
import { type Captured, captureOutput } from './captured-output.ts';
import { scrubbedEnvironment } from './environment.ts';
import type { IsolationReport } from './isolation-report.ts';
import { nodeArguments } from './node-arguments.ts';
import { signalGroup } from './process-group.ts';
import { type Command, type ResourceLimits, usualLimits, withLimits } from './resource-limits.ts';
import { type LedOut, ledOut, type WayOut } from './way-out.ts';
import { createWorkFolders, removeWorkFolder } from './work-folder.ts';

/** Starts every enricher and every reader of documents: one place for folders, environment, walls, output limits and killing. */
export interface Launcher {
  /**
   * Starts a child in a fresh, empty working folder of its own. Throws only when that folder cannot be made
   * or the system is out of processes; a program that is not there is an ending like any other.
   */
  launch(spec: LaunchSpec): Promise<LaunchedProcess>;
}

type LaunchSpec = (
  | {
      readonly kind: 'node';
      /** absolute path of the script that Node runs */
      readonly script: string;
      readonly nodeArguments?: readonly string[];
      /** false only for the self-test, which asks what holds without them */
      readonly permissionFlags?: boolean;
    }
  | {
      /** Python, or whatever else: only the walls hold it back, there are no flags */
      readonly kind: 'command';
      /** absolute path */
      readonly program: string;
      /** its way to the network, named in its environment as its proxy; without one it has none behind walls */
      readonly wayOut?: WayOut;
    }
) & {
  readonly arguments: readonly string[];
  /** absolute paths, files or folders, beside the script and the working folder */
  readonly readPaths: readonly string[];
  readonly writePaths: readonly string[];
  /** set by the kernel, where it can; beside the limit of the JavaScript heap, which always holds */
  readonly limits?: ResourceLimits;
};

export interface LaunchedProcess {
  /** absolute path of the working folder; removed after the end */
  readonly folder: string;
  /** null when the program did not start */
  readonly pid: number | null;
  /** descriptor 3 of the child: what we tell it */
  readonly toChild: Writable;
  /** descriptor 4 of the child: what it tells us */
  readonly fromChild: Readable;
  /** stdout and stderr since the start or the last call */
  takeOutput(): { readonly stdout: Captured; readonly stderr: Captured };
  /** settles when the child and all its pipes are gone and its folder is removed; never rejects */
  readonly ended: Promise<ProcessEnd>;
  /** SIGTERM to the whole group, SIGKILL half a second later to whatever is left; resolves at the end */
  kill(): Promise<ProcessEnd>;
  /** for a child that has done its work: ends the group without ceremony; nobody needs to wait for it */
  dismiss(): void;
}

export type ProcessEnd = {
  readonly exitCode: number | null;
  readonly signal: NodeJS.Signals | null;
  /** printed so much that it was stopped */
  readonly flooded: boolean;
  /** the program could not be started: the system's word for why */
  readonly startError: string | null;
};

/** a child that prints more is stopped */
export const floodMegabytes = 64;
const keepBytes = 1024 * 1024;
const killAfterMs = 500;
/** how long pipes may stay open once the child is gone: what still holds them has left the group */
const strayPipesMs = 1000;

export function createLauncher(options: {
  /** absolute path of the Node binary that enrichers run with */
  readonly node: string;
  readonly environment: NodeJS.ProcessEnv;
  readonly platform: NodeJS.Platform;
  /** asked before the first launch, so that the self-test does not delay the start of the bench */
  readonly isolation: () => Promise<IsolationReport>;
}): Launcher {
  const { node, environment, platform } = options;
  const folders = createWorkFolders({ now: Date.now });
  return {
    async launch(spec) {
      const { bubblewrap } = await options.isolation();
      const folder = await folders.make();
      try {
        const inside = commandFor(spec, node, folder);
        const wayOut = spec.kind === 'command' ? spec.wayOut : undefined;
        const walled = bubblewrap !== null;
        const led = await ledOut(inside, wayOut, { node, folder, walled });
        const placed = walled ? behindWalls(led, spec, folder, bubblewrap) : led.command;
        const command = withLimits(placed, spec.limits ?? usualLimits, platform);
        const child = spawn(command.program, [...command.arguments], {
          cwd: folder,
          env: {
            ...scrubbedEnvironment({ environment, platform, folder, program: inside.program }),
            ...led.environment,
          },
          detached: platform !== 'win32',
          windowsHide: true,
          stdio: ['ignore', 'pipe', 'pipe', 'pipe', 'pipe'],
        });
        return superviseChild(child, folder, platform);
      } catch (error) {
        await removeWorkFolder(folder);
        throw error;
      }
    },
  };
}

function readPathsOf(spec: LaunchSpec): readonly string[] {
  return spec.kind === 'node' ? [spec.script, ...spec.readPaths] : spec.readPaths;
}

function commandFor(spec: LaunchSpec, node: string, folder: string): Command {
  if (spec.kind === 'command') return { program: spec.program, arguments: spec.arguments };
  const { nodeArguments: more = [], permissionFlags = true } = spec;
  const readPaths = readPathsOf(spec);
  const words = nodeArguments({ ...spec, folder, readPaths, nodeArguments: more, permissionFlags });
  return { program: node, arguments: words };
}

function behindWalls(
  { command, readPaths }: LedOut,
  spec: LaunchSpec,
  folder: string,
  bubblewrap: string,
): Command {
  const { program, arguments: words } = command;
  const walls = bubblewrapArguments({
    program,
    folder,
    readPaths: [...readPathsOf(spec), ...readPaths],
    writePaths: spec.writePaths,
  });
  return { program: bubblewrap, arguments: [...walls, program, ...words] };
}

function superviseChild(
  child: ChildProcess,
  folder: string,
  platform: NodeJS.Platform,
): LaunchedProcess {
  child.on('error', () => {});
  const [, stdout, stderr, toChild, fromChild] = child.stdio;
  if (
    !isReadable(stdout) ||
    !isReadable(stderr) ||
    !isWritable(toChild) ||
    !isReadable(fromChild)
  ) {
    throw new Error('A child was started without its pipes.');
  }
  // Both ends may close at any moment; what that means is told by `ended`.
  toChild.on('error', () => {});
  fromChild.on('error', () => {});

  let flooded = false;
  const onFlood = () => {
    flooded = true;
    void kill();
  };
  const limits = { keepBytes, floodBytes: floodMegabytes * 1024 * 1024, onFlood };
  const capturedStdout = captureOutput(stdout, limits);
  const capturedStderr = captureOutput(stderr, limits);

  const ended = whenGone(child, platform).then(async (end) => {
    await removeWorkFolder(folder);
    return { ...end, flooded };
  });

  let killing: Promise<ProcessEnd> | undefined;
  const kill = () => {
    killing ??= endGroup(child, ended, platform);
    return killing;
  };

  return {
    folder,
    pid: child.pid ?? null,
    toChild,
    fromChild,
    takeOutput: () => ({ stdout: capturedStdout.take(), stderr: capturedStderr.take() }),
    ended,
    kill,
    dismiss() {
      if (isRunning(child)) signalGroup(child.pid, 'SIGKILL', platform);
    },
  };
}

type RunningChild = ChildProcess & { readonly pid: number };

function isRunning(child: ChildProcess): child is RunningChild {
  return child.pid !== undefined && child.exitCode === null && child.signalCode === null;
}

/** Resolves when the child has exited and its pipes are closed, having ended whatever it left behind. */
function whenGone(
  child: ChildProcess,
  platform: NodeJS.Platform,
): Promise<Omit<ProcessEnd, 'flooded'>> {
  return new Promise((resolve) => {
    let startError: string | null = null;
    child.once('error', (error) => {
      startError = error.message;
      // Nothing was started, so nothing will close.
      if (child.pid === undefined) resolve({ exitCode: null, signal: null, startError });
    });
    let stray: NodeJS.Timeout | undefined;
    child.once('exit', () => {
      // Children of the child hold the pipes open and would outlive it.
      if (child.pid !== undefined && platform !== 'win32')
        signalGroup(child.pid, 'SIGKILL', platform);
      stray = setTimeout(() => {
        for (const stream of child.stdio) stream?.destroy();
      }, strayPipesMs);
    });
    child.once('close', (exitCode, signal) => {
      clearTimeout(stray);
      resolve({ exitCode, signal, startError });
    });
  });
}

async function endGroup(
  child: ChildProcess,
  ended: Promise<ProcessEnd>,
  platform: NodeJS.Platform,
): Promise<ProcessEnd> {
  if (!isRunning(child)) return ended;
  const { pid } = child;
  signalGroup(pid, 'SIGTERM', platform);
  const insist = setTimeout(() => signalGroup(pid, 'SIGKILL', platform), killAfterMs);
  try {
    return await ended;
  } finally {
    clearTimeout(insist);
  }
}

type Pipe = ChildProcess['stdio'][number] | undefined;

function isReadable(stream: Pipe): stream is Readable {
  return stream !== null && stream !== undefined && 'read' in stream;
}

function isWritable(stream: Pipe): stream is Writable {
  return stream !== null && stream !== undefined && 'write' in stream;
}
