import { execFileSync } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { uptime } from 'node:os';

export type OwnerProcess = {
  readonly pid: number;
  /** when the process started, as the system tells it: compared, never parsed; empty where it tells nothing */
  readonly startedAt: string;
};

export type OwnerMark = OwnerProcess & { readonly heartbeat: string };

export function thisProcess(): OwnerProcess {
  return { pid: process.pid, startedAt: startTimeOf(process.pid) };
}

/** A number is given to a new process after its old one has ended; the start time tells them apart. */
function startTimeOf(pid: number): string {
  try {
    if (process.platform === 'linux') {
      // The name in parentheses may hold anything; field 22 counts from after it. See proc_pid_stat(5).
      const stat = readFileSync(`/proc/${pid}/stat`, 'utf8');
      const fields = stat.slice(stat.lastIndexOf(')') + 2).split(' ');
      // Killed, and only its parent has not taken note yet.
      if (fields[0] === 'Z') return 'ended';
      return fields[19] ?? '';
    }
    if (process.platform === 'darwin') {
      return execFileSync('/bin/ps', ['-o', 'lstart=', '-p', String(pid)], {
        encoding: 'utf8',
        timeout: 2000,
      }).trim();
    }
  } catch {
    // Gone, or not to be seen.
  }
  return '';
}

export type SystemView = {
  readonly exists: (pid: number) => boolean;
  readonly startTimeOf: (pid: number) => string;
  readonly bootedAt: string;
};

export function systemView(now: string): SystemView {
  const bootedAt = new Date(Date.parse(now) - uptime() * 1000).toISOString();
  return { exists: processExists, startTimeOf, bootedAt };
}

/**
 * Dead when its number is nobody's or somebody else's. Where the system tells no start time, a heartbeat from
 * before the machine was booted says the same; a merely old one does not, for a laptop sleeps.
 */
export function isDead(owner: OwnerMark, system: SystemView): boolean {
  if (!system.exists(owner.pid)) return true;
  const startedAt = system.startTimeOf(owner.pid);
  if (startedAt !== '' && owner.startedAt !== '') return startedAt !== owner.startedAt;
  return owner.heartbeat < system.bootedAt;
}

function processExists(pid: number): boolean {
  try {
    process.kill(pid, 0);
    return true;
  } catch (error) {
    // EPERM: it is there, but another user's.
    return error instanceof Error && 'code' in error && error.code === 'EPERM';
  }
}
