import { spawnSync } from 'node:child_process';
import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';

/** Plain JavaScript for Node 20 without dependencies: this runs before anything is installed. */

export const root = fileURLToPath(new URL('../../', import.meta.url));
const modules = join(root, 'node_modules');

/**
 * Installs what package-lock.json names, unless that is there already. Gives the path of Node 24, which comes
 * from the registry as a dependency: better-sqlite3 crashes under older ones.
 */
export function ensureInstalled() {
  if (!isInstalled()) {
    say('Installing the packages of package-lock.json …');
    npm(['ci', '--no-audit', '--no-fund', '--loglevel=error']);
  }
  const node = join(modules, 'node', 'bin', process.platform === 'win32' ? 'node.exe' : 'node');
  const version = spawnSync(node, ['-v'], { encoding: 'utf8' });
  if (version.status !== 0 || !version.stdout.startsWith('v24.')) {
    stop('Node 24 did not arrive with the packages. Delete node_modules, then try again.');
  }
  return node;
}

/** npm keeps a record of what it installed; it must name the same versions as the lock file. */
function isInstalled() {
  const record = join(modules, '.package-lock.json');
  if (!existsSync(record)) return false;
  const wanted = JSON.parse(readFileSync(join(root, 'package-lock.json'), 'utf8')).packages;
  const there = JSON.parse(readFileSync(record, 'utf8')).packages;
  return Object.entries(wanted).every(
    ([path, { version, optional }]) =>
      path === '' || (there[path]?.version ?? (optional ? version : undefined)) === version,
  );
}

/** Builds what has changed since the last build. */
export function ensureBuilt(node) {
  run(node, [join(root, 'src-main/bootstrap/build.ts'), '--if-changed']);
}

/** Runs a command with its output shown on stderr, and stops with its exit code if it fails. */
export function run(command, args, options = {}) {
  const ended = spawnSync(command, args, {
    cwd: root,
    stdio: ['ignore', 2, 2],
    ...options,
  });
  if (ended.error !== undefined) stop(`${command} could not be started: ${ended.error.message}`);
  if (ended.status !== 0) process.exit(ended.status ?? 1);
}

function npm(args) {
  const script = process.env.npm_execpath;
  // npm says where it is when it started us; by hand it is found on the path.
  if (script?.endsWith('.js')) run(process.execPath, [script, ...args]);
  else run('npm', args, { shell: process.platform === 'win32' });
}

export function say(sentence) {
  process.stderr.write(`${sentence}\n`);
}

export function stop(sentence) {
  say(sentence);
  process.exit(1);
}
