import { mkdtemp, readdir, realpath, rm, rmdir, stat } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

/** The host's pid stands in the name, so that a later one can tell what was left behind. */
const prefix = 'flairbench-run-';
/** pids are reused, and other containers have their own: what is young may be somebody's */
const abandonedMs = 60 * 60 * 1000;

export interface WorkFolders {
  /** a fresh, empty folder that only this user may enter; gives its absolute path without links */
  make(): Promise<string>;
}

/** At its first folder it also removes what hosts that were killed have left behind. */
export function createWorkFolders(options: {
  readonly parent?: string;
  readonly now: () => number;
}): WorkFolders {
  let parent: string | undefined;
  return {
    async make() {
      if (parent === undefined) {
        parent = await realpath(options.parent ?? tmpdir());
        // Nobody waits for it, and what cannot be removed stays.
        void removeAbandoned(parent, options.now()).catch(() => {});
      }
      return mkdtemp(join(parent, `${prefix}${process.pid}-`));
    },
  };
}

/** Never rejects. Most are empty, which is one call instead of many. */
export async function removeWorkFolder(folder: string): Promise<void> {
  await rmdir(folder)
    .catch(() => rm(folder, { recursive: true, force: true, maxRetries: 3 }))
    .catch(() => {});
}

async function removeAbandoned(parent: string, now: number): Promise<void> {
  for (const name of await readdir(parent)) {
    const pid = name.startsWith(prefix) ? Number.parseInt(name.slice(prefix.length), 10) : NaN;
    if (Number.isNaN(pid) || isAlive(pid)) continue;
    const folder = join(parent, name);
    const { mtimeMs } = await stat(folder);
    if (now - mtimeMs > abandonedMs) await removeWorkFolder(folder);
  }
}

function isAlive(pid: number): boolean {
  try {
    return process.kill(pid, 0);
  } catch (error) {
    // Somebody else's is alive too.
    return !(error instanceof Error && 'code' in error && error.code === 'ESRCH');
  }
}
