import { spawn } from 'node:child_process';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { fileURLToPath } from 'node:url';
import type { Browser, Page } from '@playwright/test';
import { root } from '../bench.ts';
import { alternate, type Figure, median } from './measure.ts';

const bareServer = fileURLToPath(new URL('./bare-server.mjs', import.meta.url));
const cli = join(root, 'dist/host/cli.js');
const rounds = 9;

/** From starting node to a key that stands in the box, the browser being open already. */
export async function measureServeStart(browser: Browser): Promise<Figure[]> {
  const folder = await mkdtemp(join(tmpdir(), 'flairbench-bench-'));
  const page = await browser.newPage();
  const ours = () =>
    timeToKey(page, [cli, '--data-dir', folder, 'serve'], '[aria-label="Paste observables"]');
  const theirs = () => timeToKey(page, [bareServer], 'textarea');
  await ours();
  await theirs();
  const times = await alternate(rounds, ours, theirs);
  await page.close();
  await rm(folder, { recursive: true, force: true });
  return [
    {
      name: 'serve: spawn to accepted key, against an empty page',
      measured: median(times.ours),
      against: median(times.theirs),
      unit: 'ms',
      atMost: 2,
    },
  ];
}

async function timeToKey(page: Page, args: readonly string[], box: string): Promise<number> {
  const started = performance.now();
  const child = spawn(process.execPath, args, { stdio: ['ignore', 'pipe', 'inherit'] });
  const [address = ''] = await firstLine(child.stdout);
  await page.goto(address, { waitUntil: 'commit' });
  await page.locator(box).waitFor();
  await page.locator(box).focus();
  await page.keyboard.press('a');
  await page.waitForFunction((selector) => {
    const element = document.querySelector(selector);
    const text = element instanceof HTMLTextAreaElement ? element.value : element?.textContent;
    return text === 'a';
  }, box);
  const took = performance.now() - started;
  await page.goto('about:blank');
  const ended = new Promise((resolve) => child.once('exit', resolve));
  child.kill();
  await ended;
  return took;
}

async function firstLine(stream: NodeJS.ReadableStream): Promise<string[]> {
  for await (const line of createInterface({ input: stream })) return [line];
  return [];
}
