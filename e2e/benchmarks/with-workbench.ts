import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setImmediate } from 'node:timers/promises';
import { openTestWorkbench } from '../../src-main/workbench/fixtures/test-workbench.ts';
import type { Workbench } from '../../src-main/workbench.ts';
import { root } from '../bench.ts';

/** The host with the enrichers that ship, in a folder that is removed afterwards. What fails in it is told as it happens. */
export async function withWorkbench<T>(
  work: (workbench: Workbench, folder: string) => Promise<T>,
): Promise<T> {
  const folder = await mkdtemp(join(tmpdir(), 'flairbench-bench-'));
  const workbench = await openTestWorkbench({
    folder,
    builtInEnrichers: join(root, 'dist/enrichers'),
    problem: (sentence) => process.stderr.write(`${sentence}\n`),
  });
  try {
    return await work(workbench, folder);
  } finally {
    await workbench.close();
    await rm(folder, { recursive: true, force: true });
  }
}

const id = '0b3ad9c2-1f57-4a2e-9f6d-5a1c6f1f8e11';

/** Sends a text in parts as a window does, a message each; gives what stands for all of it. */
export async function shareText(workbench: Workbench, parts: readonly string[]) {
  let from = 0;
  for (const [at, insert] of parts.entries()) {
    const changes = [{ from, to: from, insert }];
    workbench.changeText({ id, revision: at + 1, base: at === 0 ? null : at, changes });
    from += insert.length;
    await setImmediate();
  }
  return { id, revision: parts.length };
}
