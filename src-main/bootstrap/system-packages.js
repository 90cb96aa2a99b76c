import { spawnSync } from 'node:child_process';
import { existsSync, readdirSync } from 'node:fs';
import { stop } from './install.js';

/** What the tests need of the operating system, as Debian names it. */
const needed = [
  {
    packages: ['chromium'],
    there: () => ['chromium', 'chromium-browser', 'google-chrome'].some(onPath),
  },
  { packages: ['fonts-noto-cjk'], there: () => hasFont(/CJK|WenQuanYi|IPA/i) },
  { packages: ['fonts-dejavu-core'], there: () => hasFont(/DejaVu|Liberation|NotoSans-/i) },
  { packages: ['bubblewrap'], there: () => onPath('bwrap') },
  {
    packages: ['python3', 'python3-venv', 'python3-requests', 'python3-dateutil'],
    there: () => python('import venv, ensurepip, requests, dateutil'),
  },
];

/** Names the one line that installs what is missing, and ends with 1. Only Debian's names are known. */
export function requireSystemPackages() {
  if (process.platform !== 'linux') return;
  const missing = needed.filter(({ there }) => !there()).flatMap(({ packages }) => packages);
  if (missing.length === 0) return;
  stop(
    `Packages of the system are missing. Install them with:\napt-get install -y ${missing.join(' ')}`,
  );
}

function onPath(command) {
  return (process.env.PATH ?? '').split(':').some((folder) => existsSync(`${folder}/${command}`));
}

function hasFont(pattern) {
  return ['/usr/share/fonts', '/usr/local/share/fonts'].some(
    (folder) =>
      existsSync(folder) &&
      readdirSync(folder, { recursive: true }).some((name) => pattern.test(name)),
  );
}

function python(code) {
  // The distribution's own Python: another one earlier on the path may lack what apt installs.
  return ['/usr/bin/python3', 'python3'].some(
    (command) => spawnSync(command, ['-c', code], { stdio: 'ignore' }).status === 0,
  );
}
