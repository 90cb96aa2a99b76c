import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { gzipSync } from 'node:zlib';
import type { Browser } from '@playwright/test';
import { serve } from '../bench.ts';
import type { Figure } from './measure.ts';

/**
 * Every byte that the page asks for until the whole window stands, each answer gzipped by itself: more than what
 * comes before the first key, which an early box takes.
 */
export async function measureFirstLoad(browser: Browser): Promise<Figure[]> {
  const folder = await mkdtemp(join(tmpdir(), 'flairbench-bench-'));
  const { link, child } = await serve(folder);
  const page = await browser.newPage();
  const bodies: Promise<number>[] = [];
  page.on('response', (response) => {
    bodies.push(response.body().then((body) => gzipSync(body, { level: 9 }).length));
  });
  await page.goto(link);
  await page.locator('.cm-content').press('a');
  await page.waitForLoadState('networkidle');
  const bytes = (await Promise.all(bodies)).reduce((sum, size) => sum + size, 0);
  await page.close();
  child.kill();
  await rm(folder, { recursive: true, force: true });
  return [
    {
      name: 'first load of the whole window, gzipped',
      measured: bytes / 1000,
      against: null,
      unit: 'kB',
      atMost: 420,
    },
  ];
}
