import { join } from 'node:path';
import { ensureBuilt, ensureInstalled, root, run } from './install.js';
import { requireSystemPackages } from './system-packages.js';

/** `npm run bench`: the figures that are asked for, each with what it is compared with. */
requireSystemPackages();
const node = ensureInstalled();
ensureBuilt(node);
run(node, [join(root, 'e2e/benchmarks/run.ts'), ...process.argv.slice(2)], {
  stdio: ['ignore', 1, 2],
});
