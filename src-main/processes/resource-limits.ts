import { existsSync } from 'node:fs';

export type Command = { readonly program: string; readonly arguments: readonly string[] };
export type ResourceLimits = {
  /** all memory a process may write to: heap, buffers, stacks */
  readonly memoryMegabytes: number;
  /** of one processor; ends a child even where its host has died */
  readonly cpuSeconds: number;
};

/**
 * The heap limit of Node says nothing of buffers. On Linux the kernel can count everything: `prlimit` (util-linux)
 * sets that and becomes the program. Where it is missing the command stays as it is.
 */
export function withLimits(
  command: Command,
  limits: ResourceLimits,
  platform: NodeJS.Platform,
): Command {
  if (platform !== 'linux' || !existsSync(prlimit)) return command;
  const bytes = limits.memoryMegabytes * 1024 * 1024;
  return {
    program: prlimit,
    arguments: [
      `--data=${bytes}`,
      `--cpu=${limits.cpuSeconds}`,
      '--core=0',
      '--',
      command.program,
      ...command.arguments,
    ],
  };
}

const prlimit = '/usr/bin/prlimit';
