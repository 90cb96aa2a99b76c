import { openStore } from '../store/open-store.ts';
import type { Store } from '../store/store.ts';
import type { KeyBackend } from '../vault/vault.ts';
import type { Workbench } from '../workbench.ts';

const now = () => new Date().toISOString();

export type Host = {
  readonly workbench: Workbench;
  /** for the log: what went wrong, and in which part */
  readonly report: (error: unknown, what: string) => void;
  readonly close: () => Promise<void>;
};

/**
 * Starts the threads of the store. Before anything else is loaded: they open the file meanwhile, and an analyst
 * waits for the longer of the two instead of for both.
 */
export function startStore(folder: string): Promise<Store> {
  const opening = openStore({ folder, now });
  // Whoever opens the host looks at it; until then a failure is not one that nobody handles.
  opening.catch(() => {});
  return opening;
}

type HostOptions = {
  readonly store: Promise<Store>;
  readonly shell: 'electron' | 'loopback';
  readonly dataFolder: string;
  /** stronger than what every shell has */
  readonly keyBackends?: readonly KeyBackend[];
};

/** The host as every shell opens it. */
export async function openHost(options: HostOptions): Promise<Host> {
  try {
    return await openOn(options);
  } catch (error) {
    // Its threads would keep a program alive that has nothing more to do.
    await options.store.then((store) => store.close()).catch(() => {});
    throw error;
  }
}

async function openOn(options: HostOptions): Promise<Host> {
  const [{ openWorkbench }, { openLog }, { findNodeBinary }, installation, { keyBackends }] =
    await Promise.all([
      import('../workbench.ts'),
      import('./log.ts'),
      import('../processes/node-binary.ts'),
      import('./installation.ts'),
      import('./key-backends.ts'),
    ]);
  const store = await options.store;
  const log = openLog(options.dataFolder);
  const workbench = await openWorkbench({
    store,
    shell: options.shell,
    dataFolder: options.dataFolder,
    version: installation.version,
    builtInEnrichers: installation.enricherFolder,
    node: findNodeBinary({
      environment: process.env,
      platform: process.platform,
      versions: process.versions,
      execPath: process.execPath,
    }),
    environment: process.env,
    platform: process.platform,
    keyBackends: [...(options.keyBackends ?? []), ...keyBackends(options.dataFolder)],
    now,
    report: log.report,
  });
  return {
    workbench,
    report: log.report,
    async close() {
      await workbench.close();
      log.close();
    },
  };
}
