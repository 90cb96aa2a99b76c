import { spawnSync } from 'node:child_process';
import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { root } from './install.js';

/** `npm run -s flairbench -- …`: stdout belongs to the command, so everything before it speaks on stderr. */
const main = join(root, 'dist/host/cli.js');
const major = Number(process.versions.node.split('.')[0]);

if (major >= 24 && existsSync(main)) {
  await import(pathToFileURL(main).href);
} else {
  const { ensureBuilt, ensureInstalled } = await import('./install.js');
  const node = ensureInstalled();
  if (!existsSync(main)) ensureBuilt(node);
  const ended = spawnSync(node, [main, ...process.argv.slice(2)], { stdio: 'inherit' });
  process.exitCode = ended.status ?? 1;
}
