import { homedir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import manifest from '../../package.json' with { type: 'json' };
import { outsideArchive } from '../processes/node-binary.ts';

/** Where the parts of Flairbench lie; the same from the source tree, from `dist/` and from a package. */
const dist = import.meta.url.endsWith('.ts')
  ? new URL('../../dist/', import.meta.url)
  : new URL('../', import.meta.url);

export const version: string = manifest.version;
export const rendererFolder: string = fileURLToPath(new URL('renderer', dist));

/** Other processes read these, and only Electron can look into its archive: they lie beside it. */
export const enricherFolder: string = outsideArchive(fileURLToPath(new URL('enrichers', dist)));

/** The platform's application-data folder, unless the analyst names another. */
export function dataFolder(
  named: string | undefined,
  environment: NodeJS.ProcessEnv,
  platform: NodeJS.Platform,
): string {
  const chosen = named ?? environment['FLAIRBENCH_DATA_DIR'];
  if (chosen !== undefined && chosen !== '') return chosen;
  const home = homedir();
  if (platform === 'win32') {
    return join(environment['APPDATA'] ?? join(home, 'AppData', 'Roaming'), 'Flairbench');
  }
  if (platform === 'darwin') return join(home, 'Library', 'Application Support', 'Flairbench');
  return join(environment['XDG_DATA_HOME'] || join(home, '.local', 'share'), 'flairbench');
}
