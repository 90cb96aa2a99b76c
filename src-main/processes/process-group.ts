import { spawn } from 'node:child_process';

/**
 * Signals a child and everything it started. Returns false when nobody is left.
 * The child must have been started detached, so that its pid names the group.
 */
export function signalGroup(
  pid: number,
  signal: 'SIGTERM' | 'SIGKILL',
  platform: NodeJS.Platform,
): boolean {
  if (platform === 'win32') {
    // Windows knows no groups and no polite signals: the tree is ended at once.
    spawn('taskkill', ['/pid', String(pid), '/T', '/F'], { stdio: 'ignore', windowsHide: true }).on(
      'error',
      () => {},
    );
    return true;
  }
  try {
    process.kill(-pid, signal);
    return true;
  } catch {
    return false;
  }
}
