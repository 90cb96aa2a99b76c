import { existsSync } from 'node:fs';

export type Command = { readonly program: string; readonly arguments: readonly string[] };
export type ResourceLimits = {
  /** all memory that one process may write to: heap, buffers, stacks */
  readonly memoryMegabytes: number;
  /** of one processor; ends a child even where its host has died */
  readonly cpuSeconds?: number;
};

/**
 * Of every child, unless it asks for more. Node sets some 560 MB aside at its start and fails in odd ways below 1.2 GB;
 * under this its heap ends in V8's own words, and buffers beside it have half a gigabyte.
 */
export const usualLimits: ResourceLimits = { memoryMegabytes: 1536 };

/**
 * The heap limit of Node says nothing of buffers. On Linux the kernel can count everything: `prlimit` (util-linux)
 * sets that and becomes the program. Where it is missing the command stays as it is.
 */
export function withLimits(
  command: Command,
  limits: ResourceLimits,
  platform: NodeJS.Platform,
): Command {
  // What is not there is for the system to say: prlimit would hide it behind an exit code.
  if (platform !== 'linux' || ![prlimit, command.program].every(existsSync)) return command;
  const bytes = limits.memoryMegabytes * 1024 * 1024;
  return {
    program: prlimit,
    arguments: [
      `--data=${bytes}`,
      ...(limits.cpuSeconds === undefined ? [] : [`--cpu=${limits.cpuSeconds}`]),
      '--core=0',
      '--',
      command.program,
      ...command.arguments,
    ],
  };
}

const prlimit = '/usr/bin/prlimit';
