import { spawn } from 'node:child_process';
import { join } from 'node:path';
import { electronBinary } from './electron-binary.js';
import { ensureBuilt, ensureInstalled, root, say } from './install.js';

/** `npm start`: installs, builds, and opens the window, or the same bench over loopback. */
const node = ensureInstalled();
ensureBuilt(node);

const display = hasDisplay();
const electron = display ? await electronBinary(node) : null;
if (electron !== null) start(electron, [root]);
else {
  if (!display) say('There is no display: open the address below in a browser on this machine.');
  const arguments_ = [join(root, 'dist/host/cli.js'), 'serve', ...process.argv.slice(2)];
  start(node, display ? [...arguments_, '--open'] : arguments_);
}

function hasDisplay() {
  if (process.platform !== 'linux') return true;
  return Boolean(process.env.DISPLAY || process.env.WAYLAND_DISPLAY);
}

/** Takes the place of this process as far as a terminal can tell: signals go on, the exit code comes back. */
function start(command, args) {
  const child = spawn(command, args, { cwd: root, stdio: 'inherit' });
  for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'])
    process.on(signal, () => child.kill(signal));
  child.on('error', (error) => {
    say(`Flairbench could not be started: ${error.message}`);
    process.exitCode = 1;
  });
  child.on('exit', (code, signal) => {
    process.exitCode = code ?? (signal === null ? 1 : 0);
  });
}
