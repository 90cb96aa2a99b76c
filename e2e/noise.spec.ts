import type { Page } from '@playwright/test';
import { expect, paste, test } from './bench.ts';

const report = `From 10.20.30.40 to 185[.]220[.]101[.]34 by way of 8.8.8.8,
see hxxp://evil[.]ru/gate and https://www.welivesecurity.com/2021/06/09/gelsemium/`;

const valuesIn = (page: Page) =>
  page.getByRole('grid', { name: 'Observables' }).locator('[data-column="value"]');
const toggle = (page: Page) => page.getByRole('button', { name: 'Hide 4 noise' });
const signal = ['185[.]220[.]101[.]34', 'hxxp://evil[.]ru/gate', 'evil[.]ru'];

async function enrich(page: Page): Promise<void> {
  await paste(page, report);
  await expect(page.getByRole('button', { name: /ipv4$/ })).toBeVisible();
  await page.keyboard.press('ControlOrMeta+Enter');
  await expect(valuesIn(page)).toHaveCount(7);
}

test('noise says why it is noise, also once it was asked about', async ({ bench }) => {
  const { page } = bench;
  await enrich(page);
  const row = page.getByRole('row').filter({ hasText: '8[.]8[.]8[.]8' });
  await expect(row.getByText('public resolver')).toBeVisible();
  await row.click();
  // The key belongs to the flair pane, so it is pressed once the pane shows the value.
  const pane = page.getByRole('region', { name: 'Flair pane' });
  await expect(pane.getByRole('heading', { name: '8[.]8[.]8[.]8' })).toBeVisible();
  await page.keyboard.press('r');
  await expect(row.getByRole('img', { name: 'Geo and network: ok' })).toBeVisible();
  await expect(row.getByText('public resolver')).toBeVisible();
});

test('noise is hidden with a click or a key, sorted or filtered, and over another start', async ({
  bench,
}) => {
  const { page } = bench;
  await enrich(page);
  await page
    .getByRole('row')
    .filter({ hasText: '10[.]20' })
    .click({ modifiers: ['Control'] });
  await expect(page.getByText('1 of 7')).toBeVisible();
  await toggle(page).click();
  await expect(valuesIn(page)).toHaveText(signal);
  await expect(toggle(page)).toHaveAttribute('aria-pressed', 'true');
  await expect(page.getByText('1 of 7')).toBeHidden();

  await page.getByRole('button', { name: 'Observable', exact: true }).click();
  await expect(valuesIn(page)).toHaveText([...signal].sort((a, b) => a.localeCompare(b)));
  await page.getByRole('textbox', { name: 'Filter observables' }).fill('8.8.8');
  await expect(page.getByText('Nothing but noise')).toBeVisible();
  await page.getByRole('button', { name: 'Show 1 noise' }).click();
  await expect(valuesIn(page)).toHaveText(['8[.]8[.]8[.]8']);
  await page.getByRole('textbox', { name: 'Filter observables' }).fill('');
  await expect(valuesIn(page)).toHaveCount(7);

  await page.getByRole('grid', { name: 'Observables' }).click();
  await page.keyboard.press('n');
  await expect(valuesIn(page)).toHaveCount(3);
  await page.waitForTimeout(1500);
  const reopened = await bench.reopen();
  await expect(toggle(reopened)).toHaveAttribute('aria-pressed', 'true');
  await expect(valuesIn(reopened)).toHaveCount(3);
});

test('a bad own value is refused with a sentence, a good one is kept in its one spelling', async ({
  bench,
}) => {
  const { page } = bench;
  await page.getByRole('button', { name: 'Settings' }).click();
  const ranges = page.getByLabel('Own address ranges');
  const domains = page.getByLabel('Own domains');
  await ranges.fill('999.1.1.1/33');
  await domains.fill('*.CORP.example.');
  await page.getByRole('button', { name: 'Keep these inside' }).click();
  await expect(page.getByText('999.1.1.1/33 is no address range')).toBeVisible();
  await ranges.fill('203.0.113.9/24');
  await page.getByRole('button', { name: 'Keep these inside' }).click();
  await expect(page.getByText('Kept. These values stay inside.')).toBeVisible();
  await expect(ranges).toHaveValue('203.0.113.0/24');
  await expect(domains).toHaveValue('corp.example');
});

test('an own value that is none is said beside its list, and nothing is changed', async ({
  bench,
}) => {
  const { page } = bench;
  await page.getByRole('button', { name: 'Settings', exact: true }).click();
  const ranges = page.getByRole('textbox', { name: 'Own address ranges, one a line' });
  await ranges.fill('203.0.113.0/24\n999.1.1.1/33');
  await page.getByRole('button', { name: 'Keep these inside' }).click();
  await expect(ranges).toHaveAccessibleDescription(
    '999.1.1.1/33 is no address range: write it like 203.0.113.0/24. Nothing was changed.',
  );
  await expect(ranges).toHaveAttribute('aria-invalid', 'true');
  await ranges.fill('203.0.113.0/24');
  await page.getByRole('button', { name: 'Keep these inside' }).click();
  await expect(ranges).toHaveAttribute('aria-invalid', 'false');
  await expect(page.getByRole('alert').filter({ hasText: /\S/ })).toHaveCount(0);
});
