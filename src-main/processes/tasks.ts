import type { WorkbenchTasks } from './tasks.worker.ts';
import { createThreadPool, type ThreadPool } from './thread-pool.ts';

/** The threads that find, parse and compare, so that the host's loop is free for people. */
export function openTaskThreads(size: number): ThreadPool<WorkbenchTasks> {
  const name = import.meta.url.endsWith('.ts') ? './tasks.worker.ts' : './tasks-worker.js';
  return createThreadPool<WorkbenchTasks>({ size, url: new URL(name, import.meta.url) });
}
