import { mkdir, mkdtemp, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Browser, Page } from '@playwright/test';
import { paste, root, serve } from './bench.ts';
import { openChromium } from './benchmarks/chromium.ts';

/** `npm run screenshots`: every view, in dark and in light, into e2e/screenshots/. */
const folder = join(root, 'e2e/screenshots');
const report = await readFile(new URL('./fixtures/phishing.txt', import.meta.url), 'utf8');

await mkdir(folder, { recursive: true });
const browser = await openChromium();
for (const colorScheme of ['dark', 'light'] as const) await takeAll(browser, colorScheme);
await browser.close();

async function takeAll(opened: Browser, colorScheme: 'dark' | 'light'): Promise<void> {
  const dataFolder = await mkdtemp(join(tmpdir(), 'flairbench-shots-'));
  const { link, child } = await serve(dataFolder);
  const page = await opened.newPage({ viewport: { width: 1680, height: 860 }, colorScheme });
  const take = async (name: string) => {
    await page.waitForTimeout(400);
    await page.screenshot({ path: join(folder, `${name}-${colorScheme}.png`) });
  };
  await page.goto(link);
  await page.locator('.cm-content').waitFor();
  await take('empty');
  await paste(page, report);
  await page.getByRole('button', { name: /ipv4$/ }).click();
  await take('finds');
  await page.keyboard.press('Escape');
  await page.getByLabel('Case').fill('INC-4471');
  await page.getByRole('radio', { name: 'green' }).click();
  await page.getByRole('button', { name: 'Change the enrichers to run' }).click();
  await take('plan');
  await page.keyboard.press('Escape');
  await page.locator('.cm-content').click();
  await page.keyboard.press('ControlOrMeta+Enter');
  await row(page, 'xn--pypal').getByRole('img', { name: 'Domain anatomy: ok' }).waitFor();
  await row(page, '185[.]220').click();
  await take('overview');
  await tab(page, 'Geo and network');
  await page.getByRole('button', { name: 'Run again' }).last().click();
  await page.waitForTimeout(1500);
  await take('geo');
  await page.getByRole('button', { name: 'Details' }).click();
  await take('details');
  await page.getByRole('button', { name: 'Details' }).click();
  await page.getByRole('button', { name: 'Compare' }).click();
  await take('compare');
  await tab(page, 'DNS');
  await take('not-asked');
  await row(page, '44d88612').click();
  await tab(page, 'Hash identity');
  await take('hash');
  await row(page, 'xn--pypal').click();
  await tab(page, 'Domain anatomy');
  await page.locator('.highcharts-series-group path').first().waitFor();
  await take('bench');
  for (const view of ['History', 'Enrichers', 'Settings']) {
    await page.getByRole('button', { name: view, exact: true }).click();
    await take(view.toLowerCase());
  }
  await page.keyboard.press('?');
  await take('shortcuts');
  await page.close();
  const used = await opened.newPage({ viewport: { width: 1680, height: 860 }, colorScheme });
  await used.goto(link);
  await used.waitForTimeout(800);
  await used.screenshot({ path: join(folder, `refused-${colorScheme}.png`) });
  await used.close();
  child.kill();
  await rm(dataFolder, { recursive: true, force: true });
}

function row(page: Page, value: string) {
  return page
    .getByRole('grid', { name: 'Observables' })
    .getByRole('row')
    .filter({ hasText: value });
}

async function tab(page: Page, name: string): Promise<void> {
  await page.getByRole('tab', { name: new RegExp(`^${name}`) }).click();
}
