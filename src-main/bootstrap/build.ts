import { createHash } from 'node:crypto';
import {
  existsSync,
  mkdirSync,
  readdirSync,
  readFileSync,
  rmSync,
  statSync,
  writeFileSync,
} from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { buildHost } from './build-host.ts';

/** `npm run build`: host, enrichers and renderer into dist/. With `--if-changed`, only when a source has. */
const root = fileURLToPath(new URL('../../', import.meta.url));
const dist = join(root, 'dist');
const stamp = join(dist, '.built');

const sources = ['src-main', 'src-renderer', 'enrichers', 'package.json', 'package-lock.json'];
const state = stateOf(sources);
const current = existsSync(stamp) && readFileSync(stamp, 'utf8') === state;

if (!process.argv.includes('--if-changed') || !current) {
  const started = performance.now();
  process.stderr.write('Building …\n');
  rmSync(stamp, { force: true });
  mkdirSync(dist, { recursive: true });
  const { build } = await import('vite');
  const { buildEnrichers } = await import('../bundles/build.ts');
  await Promise.all([
    buildHost(root, join(dist, 'host')),
    buildEnrichers(join(root, 'enrichers'), join(dist, 'enrichers')),
    build({ configFile: join(root, 'src-renderer/vite.config.ts'), logLevel: 'warn' }),
  ]);
  writeFileSync(stamp, state);
  process.stderr.write(`Built in ${((performance.now() - started) / 1000).toFixed(1)} s.\n`);
}

/** Names, sizes and times of the sources: enough to tell that something was touched, in a few milliseconds. */
function stateOf(paths: readonly string[]): string {
  const hash = createHash('sha256');
  for (const path of paths) visit(path);
  return hash.digest('hex');

  function visit(path: string): void {
    const full = join(root, path);
    const { size, mtimeMs } = statSync(full);
    if (!statSync(full).isDirectory()) {
      hash.update(`${path}\0${size}\0${mtimeMs}\n`);
      return;
    }
    for (const entry of readdirSync(full).sort()) visit(join(path, entry));
  }
}
