import type { Page } from '@playwright/test';
import { expect, paste, test } from './bench.ts';

/** Types that an admin defines by pattern, from the settings to the finds. */

async function openForm(page: Page) {
  await page.getByRole('button', { name: 'Settings' }).click();
  await page.getByRole('button', { name: 'Add a type' }).click();
  return page.getByRole('form', { name: 'A new type' });
}

test('a pattern is tried as it is written, kept, and found in the next paste', async ({
  bench,
}) => {
  const { page } = bench;
  const form = await openForm(page);
  await expect(form.getByLabel('Name')).toBeFocused();
  await page.keyboard.type('ticket');
  await form.getByLabel('Pattern').fill('INC-\\d+');
  const refusal = '"+" at 7 repeats without end: write {1,64} instead.';
  await expect(form.getByText(refusal)).toBeVisible();
  await expect(form.getByLabel('Pattern')).toHaveAccessibleDescription(refusal);
  await form.getByLabel('Pattern').fill('INC-\\d{1,6}');
  await form.getByLabel('Example').fill('INC-');
  await expect(form.getByText('"INC-" does not match the pattern as a whole.')).toBeVisible();
  await form.getByLabel('Example').fill('INC-4471');
  await expect(form.getByText('The pattern matches it.')).toBeVisible();
  await page.keyboard.press('Enter');
  await expect(page.getByRole('row').filter({ hasText: 'INC-\\d{1,6}' })).toBeVisible();
  await expect(page.getByRole('heading', { name: 'Types of your own' })).toBeFocused();
  await expect(form).toBeHidden();

  await page.getByRole('button', { name: 'Bench' }).click();
  await paste(page, 'See INC-4471 and evil.com');
  await page.getByRole('button', { name: /^1 ticket/ }).click();
  const finds = page.getByRole('region', { name: 'Finds of type ticket' });
  await expect(finds.getByText('INC-4471')).toBeVisible();
  await expect(finds.getByText('matches the type ticket')).toBeVisible();
  await page.keyboard.press('Escape');
  await page.getByRole('button', { name: /^1 domain/ }).click();
  await page.getByRole('combobox', { name: /evil/ }).selectOption('ticket');
  await expect(page.getByRole('button', { name: /^2 ticket/ })).toBeVisible();
});

test('a type is changed and removed by keyboard, and Escape leaves it as it was', async ({
  bench,
}) => {
  const { page } = bench;
  await bench.run('types', 'add', 'ticket', 'INC-\\d{1,6}', '--example', 'INC-1');
  await page.getByRole('button', { name: 'Settings' }).click();
  const edit = page.getByRole('button', { name: 'Edit the type ticket' });
  await edit.press('Enter');
  const form = page.getByRole('form', { name: 'The type ticket' });
  await form.getByLabel('Pattern').fill('INC');
  await page.keyboard.press('Escape');
  await expect(edit).toBeFocused();
  await expect(page.getByRole('cell', { name: 'INC-\\d{1,6}' })).toBeVisible();
  await edit.press('Enter');
  await form.getByLabel('Ignore case').check();
  await form.getByRole('button', { name: 'Keep this type' }).press('Enter');
  await expect(page.getByText('any case')).toBeVisible();
  await page.getByRole('button', { name: 'Remove the type ticket' }).press('Enter');
  await expect(page.getByRole('cell', { name: 'INC-\\d{1,6}' })).toBeHidden();
  expect((await bench.run('types', 'list', '--json')).stdout).toBe('[]\n');
});
