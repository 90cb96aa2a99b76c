import { createHash } from 'node:crypto';
import { existsSync, mkdirSync, readdirSync, readFileSync, statSync, writeFileSync } from 'node:fs';
import { rename, rm } from 'node:fs/promises';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';

/** `npm run build`: host, enrichers and renderer into dist/. */
const root = fileURLToPath(new URL('../../', import.meta.url));
const dist = join(root, 'dist');
const stamp = join(dist, '.built');
const sources = ['src-main', 'src-renderer', 'enrichers', 'package.json', 'package-lock.json'];

/** Builds where a source has changed since the last build. Speaks on stderr: stdout belongs to commands. */
export async function buildIfChanged(): Promise<void> {
  const state = stateOf(sources);
  if (existsSync(stamp) && readFileSync(stamp, 'utf8') === state) return;
  await build(state);
}

async function build(state: string): Promise<void> {
  const started = performance.now();
  process.stderr.write('Building …\n');
  mkdirSync(dist, { recursive: true });
  const [vite, { buildEnrichers }, { buildHost }] = await Promise.all([
    import('vite'),
    import('../bundles/build.ts'),
    import('./build-host.ts'),
  ]);
  const configFile = join(root, 'src-renderer/vite.config.ts');
  await Promise.all([
    replace('host', (outdir) => buildHost(root, outdir)),
    buildEnrichers(join(root, 'enrichers'), join(dist, 'enrichers')),
    replace('renderer', (outDir) =>
      vite.build({ configFile, logLevel: 'error', build: { outDir } }),
    ),
  ]);
  writeFileSync(stamp, state);
  process.stderr.write(`Built in ${((performance.now() - started) / 1000).toFixed(1)} s.\n`);
}

/** Into a folder beside, then in its place: whoever starts meanwhile finds the old one or the new one, whole. */
async function replace(name: string, make: (folder: string) => Promise<unknown>): Promise<void> {
  const [target, fresh] = [join(dist, name), join(dist, `.${name}-${process.pid}`)];
  const old = `${fresh}-old`;
  await make(fresh);
  // Another build of the same sources may do the same at the same time: either result will do.
  await rename(target, old).catch(() => {});
  await rename(fresh, target).catch(() => rm(fresh, { recursive: true, force: true }));
  await rm(old, { recursive: true, force: true });
}

/** Names, sizes and times of the sources: enough to tell that something was touched, in a few milliseconds. */
function stateOf(paths: readonly string[]): string {
  const hash = createHash('sha256');
  for (const path of paths) visit(path);
  return hash.digest('hex');

  function visit(path: string): void {
    const full = join(root, path);
    const stats = statSync(full);
    if (stats.isDirectory()) {
      for (const entry of readdirSync(full).sort()) visit(join(path, entry));
    } else hash.update(`${path}\0${stats.size}\0${stats.mtimeMs}\n`);
  }
}

if (import.meta.main) {
  if (process.argv.includes('--if-changed')) await buildIfChanged();
  else await build(stateOf(sources));
}
