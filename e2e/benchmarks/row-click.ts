import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Browser, Page } from '@playwright/test';
import { paste, serve } from '../bench.ts';
import { type Figure, quantile } from './measure.ts';

const addresses = Array.from({ length: 30 }, (_, index) => `45.155.${index}.7`);
const domains = Array.from({ length: 10 }, (_, index) => `pay-pal-login${index}.com`);

/** From the click on a row to the frame that shows its tab; the results are stored, each row is new. */
export async function measureRowClick(browser: Browser): Promise<Figure[]> {
  const folder = await mkdtemp(join(tmpdir(), 'flairbench-bench-'));
  const { link, child } = await serve(folder);
  const page = await browser.newPage({ viewport: { width: 1680, height: 1400 } });
  await page.goto(link);
  await paste(page, [...addresses, ...domains].join('\n'));
  await page.getByRole('button', { name: `${addresses.length} ipv4` }).waitFor();
  await page.keyboard.press('ControlOrMeta+Enter');
  await page
    .getByRole('img', { name: /Domain anatomy/ })
    .nth(domains.length - 1)
    .waitFor();
  const [first = '', ...others] = addresses;
  await openTab(page, first, 'Geo and network');
  const rows: number[] = [];
  for (const address of others) rows.push(await timeToTab(page, address));
  const [domain = ''] = domains;
  await rowOf(page, domain).click();
  await page.getByRole('tab', { name: 'Domain anatomy' }).waitFor();
  const chart = await timeToChart(page);
  await page.close();
  child.kill();
  await rm(folder, { recursive: true, force: true });
  const shared = { against: null, unit: 'ms' };
  return [
    {
      name: 'row to painted tab with table and markdown, p95',
      measured: quantile(rows, 0.95),
      atMost: 100,
      ...shared,
    },
    { name: 'tab to the first painted chart', measured: chart, atMost: 400, ...shared },
  ];
}

const defanged = (value: string) => value.replaceAll('.', '[.]');

function rowOf(page: Page, value: string) {
  const grid = page.getByRole('grid', { name: 'Observables' });
  return grid
    .getByRole('row')
    .filter({ hasText: defanged(value) })
    .first();
}

async function openTab(page: Page, value: string, tab: string): Promise<void> {
  await rowOf(page, value).click();
  await page.getByRole('tab', { name: tab }).click();
  await page.getByRole('region', { name: 'Flair pane' }).getByRole('table').first().waitFor();
}

/** A real click; the clock is the page's own, so that the driver's time is not counted. */
async function timeToTab(page: Page, value: string): Promise<number> {
  const row = rowOf(page, value);
  await row.scrollIntoViewIfNeeded();
  const took = page.evaluate(async (shown) => {
    const frame = () => new Promise((resolve) => requestAnimationFrame(resolve));
    const isShown = () => {
      const pane = document.querySelector('[aria-label="Flair pane"]');
      const title = pane?.querySelector('h2')?.textContent;
      return title === shown && pane?.querySelector('[role=tabpanel] table') !== null;
    };
    const started = await new Promise<number>((resolve) => {
      document.addEventListener('pointerdown', () => resolve(performance.now()), {
        capture: true,
        once: true,
      });
    });
    while (!isShown()) {
      if (performance.now() - started > 10_000) throw new Error(`${shown} was never shown.`);
      await frame();
    }
    // The frame after the one that holds it: then it is on the screen.
    await frame();
    return performance.now() - started;
  }, defanged(value));
  await row.click();
  return took;
}

function timeToChart(page: Page): Promise<number> {
  return page.evaluate(async () => {
    const tab = [...document.querySelectorAll<HTMLElement>('[role=tab]')].find((candidate) =>
      candidate.textContent?.includes('Domain anatomy'),
    );
    const started = performance.now();
    tab?.click();
    const frame = () => new Promise((resolve) => requestAnimationFrame(resolve));
    while (document.querySelector('[role=tabpanel] .highcharts-series-group path') === null) {
      if (performance.now() - started > 10_000) throw new Error('The chart was never drawn.');
      await frame();
    }
    await frame();
    return performance.now() - started;
  });
}
