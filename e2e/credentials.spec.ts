import { AxeBuilder } from '@axe-core/playwright';
import { join } from 'node:path';
import type { Page } from '@playwright/test';
import { expect, root, test } from './bench.ts';

/** How credentials go in, are tried, and are protected. */

const view = (page: Page, name: string) => page.getByRole('button', { name, exact: true }).click();
const passphrase = 'correct horse battery';

test('a credential is kept, replaced and tested against its source', async ({ bench }) => {
  const { page } = bench;
  const bundle = join(root, 'src-main/shells/fixtures/leaky-bundle');
  expect(await bench.run('bundle', 'install', bundle)).toMatchObject({ code: 0 });
  await view(page, 'Enrichers');
  await page.getByRole('button', { name: /^Leaky/ }).click();
  const form = page.getByRole('region', { name: 'Leaky' });
  await expect(form.getByRole('button', { name: 'Test credential' })).toHaveCount(0);
  await form.getByLabel(/^Key/).fill('sw0rdfish-4471');
  await form.getByRole('button', { name: 'Keep' }).click();
  await expect(form.getByRole('button', { name: 'Replace' })).toBeVisible();
  await expect(form.getByLabel(/^Key/)).toHaveValue('');
  await form.getByRole('button', { name: 'Test credential' }).click();
  await expect(form.getByRole('status')).toHaveText(
    'Works: Leaky answered: the credential works.',
    { timeout: 20_000 },
  );
  const tested = await bench.run('bundle', 'test', 'leaky');
  expect(tested).toMatchObject({ code: 0, stdout: 'Leaky answered: the credential works.\n' });
});

test('credentials are locked with a passphrase, unlocked, and made less safe once that is agreed to', async ({
  bench,
}) => {
  await view(bench.page, 'Settings');
  const section = (page: Page) =>
    page.locator('section').filter({ has: page.getByRole('heading', { name: 'Credentials' }) });
  await section(bench.page).getByRole('button', { name: 'Choose: Passphrase' }).click();
  const dialog = bench.page.getByRole('dialog');
  await dialog.getByLabel('New passphrase').fill(passphrase);
  await dialog.getByLabel('The same again').fill('another one');
  await dialog.getByRole('button', { name: 'Protect' }).click();
  await expect(dialog.getByRole('alert')).toHaveText('These are two different ones.');
  const { violations } = await new AxeBuilder({ page: bench.page })
    .include('.bp6-dialog')
    .analyze();
  expect(violations).toEqual([]);
  await dialog.getByLabel('The same again').fill(passphrase);
  await dialog.getByRole('button', { name: 'Protect' }).click();
  await expect(section(bench.page)).toContainText('Credentials are protected by a passphrase.');

  const page = await bench.reopen();
  await view(page, 'Settings');
  await expect(section(page)).toContainText('The credentials are locked with a passphrase.');
  await page.getByLabel('Passphrase of the credentials').fill('wrong horse battery');
  await page.getByRole('button', { name: 'Unlock' }).click();
  await expect(section(page).getByRole('alert')).toContainText('does not open the credentials');
  await page.getByLabel('Passphrase of the credentials').fill(passphrase);
  await page.getByRole('button', { name: 'Unlock' }).click();
  await expect(section(page)).toContainText('Credentials are protected by a passphrase.');

  await section(page).getByRole('button', { name: 'Choose: File permissions only' }).click();
  await expect(page.getByRole('dialog')).toContainText(
    'This is weaker than what protects them now.',
  );
  await page.getByRole('button', { name: 'Choose the weaker one' }).click();
  await expect(section(page)).toContainText('protected by file permissions only');
});
