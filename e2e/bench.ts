import { type ChildProcess, execFile, spawn } from 'node:child_process';
import { existsSync } from 'node:fs';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { fileURLToPath } from 'node:url';
import { _electron, test as base, expect, type Page } from '@playwright/test';

/** One suite, two drivers: the bench in a browser over loopback, and in Electron's window. */

export const root = fileURLToPath(new URL('..', import.meta.url));
const cli = join(root, 'dist/host/cli.js');

export type CommandResult = {
  readonly code: number;
  readonly stdout: string;
  readonly stderr: string;
};

export type Bench = {
  readonly page: Page;
  readonly dataFolder: string;
  /** the command line on the same data folder */
  readonly run: (...args: string[]) => Promise<CommandResult>;
  /** ends the host as a person would, and opens it anew on the same data folder; gives the new page */
  readonly reopen: () => Promise<Page>;
  /** SIGKILL to the host, then as `reopen` */
  readonly crash: () => Promise<Page>;
};

type Running = { readonly page: Page; readonly end: (signal: NodeJS.Signals) => Promise<void> };

const electronPath = join(
  root,
  'node_modules/electron/dist',
  { darwin: 'Electron.app/Contents/MacOS/Electron', win32: 'electron.exe' }[
    process.platform as string
  ] ?? 'electron',
);

export const test = base.extend<{ bench: Bench }>({
  bench: async ({ browser }, use, info) => {
    const electron = info.project.name === 'electron';
    test.skip(
      electron && !existsSync(electronPath),
      'The Electron binary is not here (it is downloaded from GitHub, which may be out of reach).',
    );
    const dataFolder = await mkdtemp(join(tmpdir(), 'flairbench-e2e-'));
    const violations: string[] = [];
    const open = async (): Promise<Running> => {
      if (electron) return openElectron(dataFolder, violations);
      const context = await browser.newContext();
      return openLoopback(dataFolder, await context.newPage(), violations);
    };
    let running = await open();
    const again = async (signal: NodeJS.Signals) => {
      await running.end(signal);
      running = await open();
      return running.page;
    };
    await use({
      get page() {
        return running.page;
      },
      dataFolder,
      run: (...args) => runCli(['--data-dir', dataFolder, ...args]),
      reopen: () => again('SIGTERM'),
      crash: () => again('SIGKILL'),
    });
    await running.end('SIGTERM');
    await rm(dataFolder, { recursive: true, force: true });
    expect(violations, 'violations of the content security policy, and errors of the page').toEqual(
      [],
    );
  },
});

export { expect };

/** Runs the command line as `npm run -s flairbench -- …` does. */
export function runCli(args: readonly string[], input?: string | Buffer): Promise<CommandResult> {
  return new Promise((resolve) => {
    const child = execFile(
      process.execPath,
      [cli, ...args],
      { maxBuffer: 256 * 1024 * 1024 },
      (error, stdout, stderr) => {
        const code = error === null ? 0 : typeof error.code === 'number' ? error.code : -1;
        resolve({ code, stdout, stderr });
      },
    );
    child.stdin?.end(input ?? '');
  });
}

/** Starts `serve` and gives its address and its process. */
export async function serve(
  dataFolder: string,
): Promise<{ readonly link: string; readonly child: ChildProcess }> {
  const child = spawn(process.execPath, [cli, '--data-dir', dataFolder, 'serve'], {
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  // Whatever becomes of this process, the host it started does not outlive it.
  const kill = () => child.kill('SIGKILL');
  process.once('exit', kill);
  child.once('exit', () => process.off('exit', kill));
  for await (const line of createInterface({ input: child.stdout })) return { link: line, child };
  throw new Error('`serve` ended without an address.');
}

async function openLoopback(
  dataFolder: string,
  page: Page,
  violations: string[],
): Promise<Running> {
  const { link, child } = await serve(dataFolder);
  await watchViolations(page, violations);
  await page.goto(link);
  return {
    page,
    async end(signal) {
      await page.context().close();
      await ended(child, signal);
    },
  };
}

async function openElectron(dataFolder: string, violations: string[]): Promise<Running> {
  const app = await _electron.launch({
    executablePath: electronPath,
    args: [root],
    env: { ...process.env, FLAIRBENCH_DATA_DIR: dataFolder },
  });
  const page = await app.firstWindow();
  await watchViolations(page, violations);
  return {
    page,
    async end(signal) {
      if (signal === 'SIGKILL') await ended(app.process(), signal);
      else await app.close();
    },
  };
}

async function watchViolations(page: Page, violations: string[]): Promise<void> {
  page.on('pageerror', (error) => violations.push(error.message));
  page.on('console', (message) => {
    if (/Content Security Policy|Trusted ?(?:Type|Script|HTML)/i.test(message.text()))
      violations.push(message.text());
  });
}

function ended(child: ChildProcess, signal: NodeJS.Signals): Promise<void> {
  return new Promise((resolve) => {
    if (child.exitCode !== null || child.signalCode !== null) return resolve();
    child.once('exit', () => resolve());
    child.kill(signal);
  });
}

/** Puts text into the paste box as a paste does. */
export async function paste(page: Page, text: string): Promise<void> {
  const box = page.getByRole('textbox', { name: 'Paste observables' });
  await box.click();
  await box.evaluate((element, pasted) => {
    const data = new DataTransfer();
    data.setData('text/plain', pasted);
    element.dispatchEvent(
      new ClipboardEvent('paste', { clipboardData: data, bubbles: true, cancelable: true }),
    );
  }, text);
}
