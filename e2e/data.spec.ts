import { expect, paste, test } from './bench.ts';

/** What is kept, what is removed, and what is saved elsewhere. */

test('a pinned result says so, in the pane, in the list and on the command line', async ({
  bench,
}) => {
  const { page } = bench;
  await paste(page, '185.220.101.34');
  await page.keyboard.press('ControlOrMeta+Enter');
  const pane = page.getByRole('region', { name: 'Flair pane' });
  await page.getByRole('grid', { name: 'Observables' }).getByText('185[.]220').click();
  await pane.getByRole('tab', { name: 'Geo and network' }).click();
  const pin = pane.getByRole('button', { name: 'Pin this result' });
  await pin.click();
  await expect(pin).toHaveAttribute('aria-pressed', 'true');
  await pane.getByRole('button', { name: 'Run again' }).click();
  await expect(pin).toHaveAttribute('aria-pressed', 'false');
  await pane.getByRole('button', { name: 'Previous results' }).click();
  const results = page.getByRole('menu', { name: 'Previous results' });
  await expect(results.getByRole('menuitem')).toContainText([/v\d/, /pinned/]);

  const listed = await bench.run('runs', 'list', '--json');
  const runs: { id: number; pinned: boolean }[] = JSON.parse(listed.stdout);
  const pinned = runs.filter((run) => run.pinned);
  expect(pinned).toHaveLength(1);
  expect(await bench.run('runs', 'unpin', String(pinned[0]?.id))).toMatchObject({ code: 0 });
  await page.keyboard.press('Escape');
  await pane.getByRole('button', { name: 'Older result' }).click();
  await expect(pin).toHaveAttribute('aria-pressed', 'false');
  expect(await bench.run('runs', 'pin', '999999')).toMatchObject({
    code: 1,
    stderr: 'There is no finished run 999999.\n',
  });
});

test('settings say what would go before it goes', async ({ bench }) => {
  const { page } = bench;
  await paste(page, '185.220.101.34');
  await page.keyboard.press('ControlOrMeta+Enter');
  await expect(page.getByRole('grid', { name: 'Observables' })).toContainText('185[.]220');
  await page.getByRole('button', { name: 'Settings', exact: true }).click();
  await page.getByLabel('Remove results').selectOption('after 90 days');
  await expect(page.getByText('Nothing would be removed now.')).toBeVisible();
  await page.getByRole('button', { name: 'Set this' }).click();
  await expect(page.getByRole('button', { name: 'Set this' })).toHaveCount(0);
  await expect(page.getByLabel('Remove results')).toHaveValue('90');
});

test('a case is saved in a backup, and removed for good once that is confirmed', async ({
  bench,
}) => {
  const { page } = bench;
  await paste(page, '185.220.101.34');
  await page.getByLabel('Case').fill('INC-7');
  await page.getByRole('textbox', { name: 'Paste observables' }).click();
  await page.keyboard.press('ControlOrMeta+Enter');
  const grid = page.getByRole('grid', { name: 'Observables' });
  await expect(grid.getByRole('img', { name: /Geo and network: ok/ })).toBeVisible();
  await page.getByRole('button', { name: 'Settings', exact: true }).click();
  await page.getByRole('button', { name: 'Check for damage' }).click();
  await expect(page.getByText('Nothing is damaged.')).toBeVisible();
  await page.getByRole('button', { name: 'Back up now' }).click();
  await expect(page.getByRole('table', { name: 'Backups' }).getByRole('row')).toHaveCount(2);

  await page.getByRole('button', { name: 'Compact' }).click();
  await expect(page.getByText('were given back')).toBeVisible();

  const look = page.getByRole('button', { name: 'See what would go' });
  await page.getByLabel('What to remove').selectOption('the value');
  await page.getByLabel('Which one').fill('185[.]220[.]101[.]34');
  await look.click();
  await expect(page.getByRole('dialog')).toContainText('1 paste, 1 value');
  await page.keyboard.press('Escape');
  await expect(look).toBeFocused();
  await page.getByLabel('What to remove').selectOption('the case');
  await page.getByLabel('Which one').fill('INC-7');
  await look.click();
  const dialog = page.getByRole('dialog', { name: 'Remove this for good?' });
  await expect(dialog).toContainText('1 paste, 1 value');
  await expect(dialog).toContainText('.tar');
  await dialog.getByRole('button', { name: 'Remove for good' }).click();
  await expect(dialog).toBeHidden();
  expect(await bench.run('runs', 'list', '--json')).toMatchObject({ stdout: '[]\n' });
  await page.getByRole('button', { name: 'Bench' }).click();
  await expect(page.getByRole('textbox', { name: 'Paste observables' })).not.toContainText(
    '185.220',
  );
});
