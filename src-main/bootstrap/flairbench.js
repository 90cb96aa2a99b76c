import { spawnSync } from 'node:child_process';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { ensureBuilt, ensureInstalled, root } from './install.js';

/** `npm run -s flairbench -- …`: stdout belongs to the command, so everything before it speaks on stderr. */
const main = join(root, 'dist/host/cli.js');
const major = Number(process.versions.node.split('.')[0]);

if (major >= 24) {
  // npm puts the Node of the packages first on the path, once they are there.
  const { buildIfChanged } = await import('./build.ts');
  await buildIfChanged();
  await import(pathToFileURL(main).href);
} else {
  const node = ensureInstalled();
  ensureBuilt(node);
  const ended = spawnSync(node, [main, ...process.argv.slice(2)], { stdio: 'inherit' });
  process.exitCode = ended.status ?? 1;
}
