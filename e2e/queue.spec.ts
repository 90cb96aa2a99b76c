import type { Page } from '@playwright/test';
import { expect, paste, test } from './bench.ts';

const gridOf = (page: Page) => page.getByRole('grid', { name: 'Observables' });
const rowOf = (page: Page, value: string) =>
  gridOf(page).getByRole('row').filter({ hasText: value });
const runsOf = (page: Page) => page.getByRole('group', { name: 'Runs' });

async function enrich(page: Page, text: string): Promise<void> {
  await paste(page, text);
  await expect(page.getByRole('button', { name: /ipv4$/ })).toBeVisible();
  await page.keyboard.press('ControlOrMeta+Enter');
}

test('a paste of one is next, says how far it is and what others wait for, and each can be cancelled', async ({
  bench,
}) => {
  const folder = new URL('./fixtures/slow-bundle', import.meta.url).pathname;
  expect(await bench.run('bundle', 'install', folder)).toMatchObject({ code: 0 });
  const page = await bench.reopen();
  await enrich(page, Array.from({ length: 250 }, (_, index) => `45.155.${index}.7`).join('\n'));
  await expect(runsOf(page)).toContainText(/\d+ of 500 done · .* left/);

  const last = rowOf(page, '45[.]155[.]9[.]7');
  await last.getByRole('img', { name: 'Slow: queued' }).click({ button: 'right' });
  await page.getByRole('menuitem', { name: 'Cancel Slow' }).click();
  await expect(last.getByRole('img', { name: 'Slow: cancelled' })).toBeVisible();

  await page.getByRole('button', { name: 'New' }).click();
  await enrich(page, '45.200.0.1');
  await expect(runsOf(page)).toContainText(/\d+ of other pastes · Cancel all/);
  await expect(
    rowOf(page, '45[.]200[.]0[.]1').getByRole('img', { name: 'Slow: ok' }),
  ).toBeVisible();
  await expect(runsOf(page)).toContainText(/^\d\d+ of other pastes · Cancel all/);
  await runsOf(page).getByRole('button', { name: 'Cancel all' }).click();
  await expect(runsOf(page)).toHaveText('');
});
