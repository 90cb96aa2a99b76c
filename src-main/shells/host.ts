import { mkdirSync } from 'node:fs';
import { join } from 'node:path';
import { destination, pino } from 'pino';
import { findNodeBinary } from '../processes/node-binary.ts';
import type { KeyBackend } from '../vault/vault.ts';
import { openWorkbench, type Workbench } from '../workbench.ts';
import { enricherFolder, version } from './installation.ts';

export type Host = {
  readonly workbench: Workbench;
  /** for the log: what went wrong, and in which part */
  readonly report: (error: unknown, what: string) => void;
  readonly close: () => Promise<void>;
};

/** The host as every shell starts it. Its log is a file, since a command's output belongs to its caller. */
export async function openHost(options: {
  readonly shell: 'electron' | 'loopback';
  readonly dataFolder: string;
  readonly keyBackends: readonly KeyBackend[];
}): Promise<Host> {
  mkdirSync(options.dataFolder, { recursive: true, mode: 0o700 });
  const log = pino(
    { base: { pid: process.pid } },
    destination({ dest: join(options.dataFolder, 'flairbench.log'), mode: 0o600, sync: false }),
  );
  const report = (error: unknown, what: string) => log.error({ err: error }, what);
  const workbench = await openWorkbench({
    ...options,
    version,
    builtInEnrichers: enricherFolder,
    node: findNodeBinary({
      environment: process.env,
      platform: process.platform,
      versions: process.versions,
      execPath: process.execPath,
    }),
    environment: process.env,
    platform: process.platform,
    now: () => new Date().toISOString(),
    report,
  });
  return {
    workbench,
    report,
    async close() {
      await workbench.close();
      log.flush();
    },
  };
}
