import { readFile } from 'node:fs/promises';
import type { Page } from '@playwright/test';
import { type Bench, expect, paste, test } from './bench.ts';

/** The main job, from the paste to running it again, in the browser and in the window. */
const report = await readFile(new URL('./fixtures/phishing.txt', import.meta.url), 'utf8');

const gridOf = (page: Page) => page.getByRole('grid', { name: 'Observables' });
const rowOf = (page: Page, value: string) =>
  gridOf(page).getByRole('row').filter({ hasText: value });
const paneOf = (page: Page) => page.getByRole('region', { name: 'Flair pane' });
const tabOf = (page: Page, name: string | RegExp) =>
  paneOf(page).getByRole('tablist', { name: 'Enrichments' }).getByRole('tab', { name });

async function enrich(page: Page, text = report): Promise<void> {
  await paste(page, text);
  await expect(page.getByRole('button', { name: /ipv4$/ })).toBeVisible();
  await page.keyboard.press('ControlOrMeta+Enter');
}

test('paste, see what was found, enrich, read, run again, step back, reopen', async ({ bench }) => {
  const { page } = bench;
  await paste(page, report);
  await expect(page.getByRole('button', { name: /^2 ipv4$/ })).toBeVisible();
  await expect(page.getByText('offline 5 · tells nobody')).toBeVisible();
  await page.getByLabel('Case').fill('INC-4471');
  await page.getByRole('radio', { name: 'green' }).click();
  await page.getByRole('textbox', { name: 'Paste observables' }).click();
  await page.keyboard.press('ControlOrMeta+Enter');

  const address = rowOf(page, '185[.]220[.]101[.]34');
  await expect(address.getByRole('img', { name: /Geo and network: ok/ })).toBeVisible();
  await expect(rowOf(page, '44d88612').getByText('known: EICAR test file')).toBeVisible();
  await address.click();
  await expect(tabOf(page, 'Overview')).toHaveAttribute('aria-selected', 'true');
  await expect(paneOf(page).getByText('TLP:GREEN')).toBeVisible();

  await tabOf(page, 'Geo and network').click();
  await expect(paneOf(page).getByRole('table', { name: 'Network' })).toContainText('Germany (DE)');
  await expect(paneOf(page).getByText('DB-IP')).toBeVisible();
  await paneOf(page).getByRole('button', { name: 'Run again' }).click();
  await expect(paneOf(page).getByRole('button', { name: 'Previous results' })).toContainText('1');
  await expect(tabOf(page, 'Geo and network')).toContainText('unchanged');
  await page.keyboard.press('[');
  await expect(paneOf(page).getByRole('button', { name: 'Newer result' })).toBeEnabled();
  await page.keyboard.press(']');
  await expect(paneOf(page).getByRole('button', { name: 'Newer result' })).toBeDisabled();

  const reopened = await bench.reopen();
  await expect(reopened.getByLabel('Case')).toHaveValue('INC-4471');
  await rowOf(reopened, '185[.]220[.]101[.]34').click();
  await tabOf(reopened, 'Geo and network').click();
  await expect(paneOf(reopened).getByRole('table', { name: 'Network' })).toContainText('Germany');
});

test('a chart is drawn, and its data is there as a table', async ({ bench }) => {
  const { page } = bench;
  await enrich(page);
  await rowOf(page, 'xn--pypal-4ve[.]com').click();
  await tabOf(page, 'Domain anatomy').click();
  await expect(page.locator('.highcharts-series-group path').first()).toBeVisible();
  await expect(
    paneOf(page)
      .getByText(/suspicious/)
      .first(),
  ).toBeVisible();
});

test('a find is dropped, another corrected, and neither comes back', async ({ bench }) => {
  const { page } = bench;
  await paste(page, report);
  await page.getByRole('button', { name: /1 filename$/ }).click();
  await page.getByRole('button', { name: 'Leave out invoice.pdf.exe' }).click();
  await page.keyboard.press('Escape');
  await page.getByRole('textbox', { name: 'Paste observables' }).click();
  await page.keyboard.press('ControlOrMeta+Enter');
  await expect(rowOf(page, '185[.]220[.]101[.]34')).toBeVisible();
  await expect(rowOf(page, 'invoice.pdf.exe')).toHaveCount(0);
});

test('what was not submitted is there again, until it is', async ({ bench }) => {
  await paste(bench.page, 'a draft about evil-login.com');
  await bench.page.getByLabel('Case').fill('INC-4472');
  // Kept with the host a second later.
  await bench.page.waitForTimeout(1600);
  const page = await bench.reopen();
  const box = page.getByRole('textbox', { name: 'Paste observables' });
  await expect(box).toContainText('a draft about evil-login.com');
  await expect(page.getByLabel('Case')).toHaveValue('INC-4472');
  await box.click();
  await page.keyboard.press('ControlOrMeta+Enter');
  await expect(rowOf(page, 'evil-login[.]com')).toBeVisible();
  await page.getByRole('button', { name: 'New' }).click();
  await page.waitForTimeout(1600);
  const again = await bench.reopen();
  await expect(rowOf(again, 'evil-login[.]com')).toBeVisible();
});

test('what is typed and corrected while a long text is submitted stays a draft', async ({
  bench,
}) => {
  const { page } = bench;
  const box = page.getByRole('textbox', { name: 'Paste observables' });
  await paste(page, `${'Nothing on this line.\n'.repeat(100_000)}evil-login.com `);
  await page.keyboard.press('ControlOrMeta+Enter');
  await page.keyboard.type('typed-meanwhile.com');
  await page.getByLabel('Case').fill('INC-4473');
  await expect(rowOf(page, 'evil-login[.]com')).toBeVisible();
  await expect(page.getByText('changed: Enrich makes a new paste')).toBeVisible();
  await expect(box).toContainText('evil-login.com typed-meanwhile.com');
  await expect(rowOf(page, 'typed-meanwhile[.]com')).toHaveCount(0);
  await box.click();
  await page.keyboard.press('ControlOrMeta+Enter');
  await expect(rowOf(page, 'typed-meanwhile[.]com')).toBeVisible();
  await expect(page.getByText('changed: Enrich makes a new paste')).toHaveCount(0);
  await expect(page.getByLabel('Case')).toHaveValue('INC-4473');
});

test('a draft that is begun after New is there after a reload, and nothing of the one before', async ({
  bench,
}) => {
  const { page } = bench;
  const box = page.getByRole('textbox', { name: 'Paste observables' });
  await paste(page, 'an older draft about evil-login.com');
  await page.getByLabel('Case').fill('INC-4472');
  await page.waitForTimeout(1600);
  await page.getByRole('button', { name: 'New' }).click();
  await paste(page, 'a newer draft');
  await page.reload();
  await expect(box).toHaveText('a newer draft');
  await expect(page.getByLabel('Case')).toHaveValue('');
  await page.getByRole('button', { name: 'New' }).click();
  await page.reload();
  await expect(box).toHaveAttribute('contenteditable', 'true');
  await page.waitForTimeout(500);
  await expect(box).not.toContainText('draft');
});

test('the width of a pane is kept, over another start', async ({ bench }) => {
  const width = async (page: Page) =>
    (await page.getByRole('region', { name: 'Paste', exact: true }).boundingBox())?.width ?? 0;
  const before = await width(bench.page);
  await bench.page.getByRole('separator', { name: 'Width of the paste' }).focus();
  await bench.page.keyboard.press('ArrowRight');
  await expect.poll(() => width(bench.page)).toBeGreaterThan(before + 50);
  const wider = await width(bench.page);
  // Kept with the host a second later.
  await bench.page.waitForTimeout(1500);
  const reopened = await bench.reopen();
  await expect.poll(() => width(reopened)).toBeCloseTo(wider, -1);
});

test('the whole job goes by keyboard', async ({ bench }) => {
  const { page } = bench;
  await enrich(page);
  await expect(rowOf(page, '185[.]220[.]101[.]34')).toBeVisible();
  await gridOf(page).focus();
  const title = paneOf(page).getByRole('heading', { level: 2 });
  await page.keyboard.press('j');
  await expect(title).toHaveText('billing[@]login-micros0ft[.]example');
  for (let step = 0; step < 3; step += 1) await page.keyboard.press('j');
  await expect(title).toHaveText('185[.]220[.]101[.]34');
  await page.keyboard.press('k');
  await expect(title).toHaveText(/^hxxps:/);
  await page.keyboard.press('?');
  await expect(page.getByRole('dialog')).toContainText('Run again');
  await page.keyboard.press('Escape');
  await expect(page.getByRole('dialog')).toBeHidden();
  await page.keyboard.press('/');
  await expect(page.getByRole('searchbox', { name: 'Search all results' })).toBeFocused();
});

test('what the command line does shows in the open window, and the other way round', async ({
  bench,
}) => {
  const { page } = bench;
  await enrich(page);
  await rowOf(page, '185[.]220[.]101[.]34').click();
  await tabOf(page, 'Geo and network').click();
  await expect(paneOf(page).getByRole('table', { name: 'Network' })).toBeVisible();
  const ran = await bench.run('enrich', '185.220.101.34', '--enricher', 'geo', '--fresh', '--json');
  expect(JSON.parse(ran.stdout)).toMatchObject([{ outcome: 'ok', reused: false }]);
  await expect(paneOf(page).getByRole('button', { name: 'Previous results' })).toContainText('1');
  const listed = await bench.run('runs', 'list', '--json');
  const runs: { trigger: string }[] = JSON.parse(listed.stdout);
  expect(new Set(runs.map(({ trigger }) => trigger))).toEqual(new Set(['paste', 'cli']));
});

test('nothing, binary and lone surrogates end in a sentence or a clean result', async ({
  bench,
}) => {
  const { page } = bench;
  await page.getByRole('textbox', { name: 'Paste observables' }).click();
  await page.keyboard.press('ControlOrMeta+Enter');
  await expect(page.getByText(/nothing to enrich/i).first()).toBeVisible();
  await paste(page, 'MZ\u0000\u0001\u0002 45.155.205.233');
  await page.keyboard.press('ControlOrMeta+Enter');
  await expect(page.getByText(/binary data, not text/)).toBeVisible();
  await page.getByRole('button', { name: 'New' }).click();
  await enrich(page, 'a\ud800b 45.155.205.233 \udfff');
  await expect(rowOf(page, '45[.]155[.]205[.]233')).toBeVisible();
});

test.describe('kill -9 while runs go on', () => {
  test('loses no finished run, interrupts what ran, and offers what waited', async ({ bench }) => {
    await installSlow(bench);
    const page = await bench.reopen();
    const addresses = Array.from({ length: 12 }, (_, index) => `45.155.${index}.7`).join('\n');
    await enrich(page, addresses);
    await expect(
      rowOf(page, '45[.]155[.]0[.]7').getByRole('img', { name: /Slow: ok/ }),
    ).toBeVisible();
    const reopened = await bench.crash();
    await expect(reopened.getByRole('button', { name: /^Resume \d+ runs?$/ })).toBeVisible();
    await expect(reopened.getByText(/^Left from an earlier session: \d+ waited/)).toBeVisible();
    const { stdout } = await bench.run('runs', 'list', '--limit', '200', '--json');
    const runs: { outcome: string; enricherTitle: string }[] = JSON.parse(stdout);
    const slow = runs.filter(({ enricherTitle }) => enricherTitle === 'Slow');
    const count = (outcome: string) => slow.filter((run) => run.outcome === outcome).length;
    expect(count('ok')).toBeGreaterThan(0);
    expect(count('ok') + count('interrupted')).toBe(slow.length);
    await reopened.getByRole('button', { name: /^Resume \d+ runs?$/ }).click();
    await expect(
      rowOf(reopened, '45[.]155[.]11[.]7').getByRole('img', { name: /Slow: ok/ }),
    ).toBeVisible({ timeout: 30_000 });
  });
});

async function installSlow(bench: Bench): Promise<void> {
  const folder = new URL('./fixtures/slow-bundle', import.meta.url).pathname;
  expect(await bench.run('bundle', 'install', folder)).toMatchObject({ code: 0 });
}
