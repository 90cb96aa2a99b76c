import { spawn } from 'node:child_process';
import { rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';

const keptMs = 30_000;

/**
 * Other users can read the arguments of a process. So the browser is given a file that only this user can read,
 * and the file leads on to the link.
 */
export async function openBrowser(link: string, dataFolder: string): Promise<void> {
  const file = join(dataFolder, 'open.html');
  await rm(file, { force: true });
  await writeFile(file, redirectPage(link), { mode: 0o600, flag: 'wx' });
  setTimeout(() => void rm(file, { force: true }), keptMs).unref();
  const [command, ...leading] = openers[process.platform] ?? ['xdg-open'];
  const child = spawn(command ?? 'xdg-open', [...leading, pathToFileURL(file).href], {
    detached: true,
    stdio: 'ignore',
  });
  child.on('error', () => {
    process.stderr.write('No browser could be opened. Open the address above by hand.\n');
  });
  child.unref();
}

const openers: Partial<Record<NodeJS.Platform, readonly string[]>> = {
  darwin: ['open'],
  win32: ['explorer'],
};

function redirectPage(link: string): string {
  const quoted = link.replaceAll('&', '&amp;').replaceAll('"', '&quot;').replaceAll('<', '&lt;');
  return `<!doctype html><meta charset="utf-8"><meta name="referrer" content="no-referrer"><title>Flairbench</title><meta http-equiv="refresh" content="0; url=${quoted}">`;
}
