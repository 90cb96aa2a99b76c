import { existsSync } from 'node:fs';
import { dirname, join, sep } from 'node:path';
import { fileURLToPath } from 'node:url';

/**
 * Absolute path of the Node binary that enrichers run with: what the packaged app says, else the `node` package
 * that was installed with us, else the Node we run on. Electron's own binary is never used: it is no plain Node.
 */
export function findNodeBinary(options: {
  readonly environment: NodeJS.ProcessEnv;
  readonly platform: NodeJS.Platform;
  readonly versions: NodeJS.ProcessVersions;
  /** `process.execPath` */
  readonly execPath: string;
  /** where to begin looking for node_modules; default: beside this file */
  readonly from?: string;
}): string {
  const named = options.environment['FLAIRBENCH_NODE'];
  if (named !== undefined && named !== '') return named;
  const packaged = inNodeModules(
    options.from ?? dirname(fileURLToPath(import.meta.url)),
    options.platform,
  );
  if (packaged !== null) return packaged;
  if (options.versions['electron'] === undefined) return options.execPath;
  throw new Error('The Node binary that enrichers run with is missing. Install Flairbench again.');
}

function inNodeModules(from: string, platform: NodeJS.Platform): string | null {
  const name = platform === 'win32' ? 'node.exe' : 'node';
  let folder = from;
  for (;;) {
    const path = outsideArchive(join(folder, 'node_modules', 'node', 'bin', name));
    if (existsSync(path)) return path;
    const parent = dirname(folder);
    if (parent === folder) return null;
    folder = parent;
  }
}

/** Plain Node and the kernel cannot look into the app's archive: what they must read is unpacked beside it. */
export function outsideArchive(path: string): string {
  return path.replace(`${sep}app.asar${sep}`, `${sep}app.asar.unpacked${sep}`);
}
