import { readFile } from 'node:fs/promises';
import { expect, paste, test } from './bench.ts';

/** The main job, from the paste to running it again, in the browser and in the window. */
const report = await readFile(new URL('./fixtures/phishing.txt', import.meta.url), 'utf8');

test('paste, enrich, read, run again, reopen', async ({ bench }) => {
  const { page } = bench;
  await paste(page, report);
  await expect(page.getByRole('button', { name: /2 ipv4/ })).toBeVisible();
  await page.getByLabel('Case').fill('INC-4471');
  await page.getByRole('radio', { name: 'green' }).check({ force: true });
  await page.keyboard.press('ControlOrMeta+Enter');

  const grid = page.getByRole('grid', { name: 'Observables' });
  const row = grid.getByRole('row').filter({ hasText: '185[.]220[.]101[.]34' });
  await expect(row).toBeVisible();
  await row.click();
  const pane = page.getByRole('region', { name: 'Flair pane' });
  const tabs = pane.getByRole('tablist', { name: 'Enrichments' });
  await expect(tabs.getByRole('tab').first()).toHaveText(/Overview/);
  await tabs.getByRole('tab', { name: /Geo and network/ }).click();
  await expect(pane.getByText('DB-IP').first()).toBeVisible();

  await pane.getByRole('button', { name: 'Run again' }).click();
  await expect(pane.getByText(/2 results|1 previous/)).toBeVisible();

  const reopened = await bench.reopen();
  await expect(
    reopened
      .getByRole('grid', { name: 'Observables' })
      .getByRole('row')
      .filter({ hasText: '185[.]220[.]101[.]34' }),
  ).toBeVisible();
});
