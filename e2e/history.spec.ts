import { join } from 'node:path';
import { AxeBuilder } from '@axe-core/playwright';
import { expect, paste, root, test } from './bench.ts';

test('results are filtered by what they are, and filters are taken back', async ({ bench }) => {
  const { page } = bench;
  await bench.run('bundle', 'install', join(root, 'e2e/fixtures/telling-bundle'));
  await paste(page, 'seen: evil-login.com, 185.220.101.34 and 44d88612fea8a8f36de82e1278abb02f');
  await page.keyboard.press('ControlOrMeta+Enter');
  const rows = page.getByRole('grid').getByRole('row');
  await expect(
    rows.filter({ hasText: 'evil-login' }).getByRole('img', { name: 'Links: ok' }),
  ).toBeVisible();
  await expect(
    rows.filter({ hasText: '44d88612' }).getByRole('img', { name: 'Hash identity: ok' }),
  ).toBeVisible();
  await page.getByRole('button', { name: 'History', exact: true }).click();
  await page.getByRole('radio', { name: 'Runs' }).click();
  const found = page.getByRole('region', { name: 'History' });
  const values = found.getByRole('cell').getByRole('button');
  const filters = found.getByRole('complementary', { name: 'Filters' });
  const type = filters.getByRole('region', { name: 'Type' });
  await expect(type.getByRole('button')).toHaveCount(3);

  await type.getByRole('button', { name: /^domain/ }).focus();
  await page.keyboard.press('Enter');
  await expect(type.getByRole('button')).toHaveText([/^domain\d+$/]);
  for (const value of await values.allTextContents()) expect(value).toBe('evil-login[.]com');
  const enricher = filters.getByRole('region', { name: 'Enricher' });
  await enricher.getByRole('button', { name: /^Domain anatomy/ }).click();
  await expect(values).toHaveText(['evil-login[.]com']);
  for (const colorScheme of ['dark', 'light'] as const) {
    await page.emulateMedia({ colorScheme });
    const { violations } = await new AxeBuilder({ page })
      .withTags(['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa', 'best-practice'])
      .analyze();
    expect(violations.flatMap(({ nodes }) => nodes.map(({ html }) => html))).toEqual([]);
  }
  await type.getByRole('button', { name: /^domain/ }).click();
  await expect(type.getByRole('button', { pressed: true })).toHaveCount(0);
  await filters.getByRole('button', { name: 'Clear filters' }).click();
  await expect(type.getByRole('button')).toHaveCount(3);

  const order = found.getByRole('group', { name: 'Order' });
  await expect(order.getByRole('radio', { name: 'Best match' })).toBeDisabled();
  await page
    .getByRole('textbox', { name: 'Words in results' })
    .fill('44d88612fea8a8f36de82e1278abb02f');
  await order.getByRole('radio', { name: 'Best match' }).check();
  await expect(values.first()).toHaveText('44d88612fea8a8f36de82e1278abb02f');
  await page.getByRole('textbox', { name: 'Words in results' }).fill('type:domain OR');
  await expect(found.getByText('No result holds these words.')).toBeVisible();
});
