import { spawn } from 'node:child_process';
import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { root, say } from './install.js';

const folder = join(root, 'node_modules/electron');
const host = 'https://github.com/';
const routeWaitMs = 5000;
const downloadWaitMs = 10 * 60_000;

/** The path of Electron's executable, fetched if need be; null, with the reason said, where it cannot be had. */
export async function electronBinary(node) {
  const there = installed();
  if (there !== null) return there;
  if (!(await reachable())) {
    say(
      'Electron cannot be downloaded here (no route to its host), so the bench opens in the browser.',
    );
    return null;
  }
  say('Downloading Electron …');
  await download(node);
  const fetched = installed();
  if (fetched === null) say('Electron could not be downloaded, so the bench opens in the browser.');
  return fetched;
}

function installed() {
  const override = process.env.ELECTRON_OVERRIDE_DIST_PATH;
  const names = { darwin: 'Electron.app/Contents/MacOS/Electron', win32: 'electron.exe' };
  const name = names[process.platform] ?? 'electron';
  if (override !== undefined) {
    return existsSync(join(override, name)) ? join(override, name) : null;
  }
  const path = join(folder, 'dist', name);
  if (!existsSync(path)) return null;
  const wanted = JSON.parse(readFileSync(join(folder, 'package.json'), 'utf8')).version;
  const version = join(folder, 'dist', 'version');
  const is = existsSync(version) ? readFileSync(version, 'utf8').trim().replace(/^v/, '') : '';
  return is === wanted ? path : null;
}

/** A download that cannot begin takes minutes to fail; a question is answered at once. */
async function reachable() {
  if (process.env.ELECTRON_OVERRIDE_DIST_PATH !== undefined) return false;
  try {
    await fetch(process.env.ELECTRON_MIRROR ?? host, {
      method: 'HEAD',
      signal: AbortSignal.timeout(routeWaitMs),
    });
    return true;
  } catch {
    return false;
  }
}

function download(node) {
  return new Promise((resolve) => {
    const child = spawn(node, [join(folder, 'install.js')], {
      cwd: folder,
      stdio: ['ignore', 'ignore', 'inherit'],
      timeout: downloadWaitMs,
    });
    child.on('error', resolve);
    child.on('exit', resolve);
  });
}
