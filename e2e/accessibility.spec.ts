import { readFile } from 'node:fs/promises';
import { AxeBuilder } from '@axe-core/playwright';
import type { Page } from '@playwright/test';
import { expect, paste, test } from './bench.ts';

/** axe finds nothing, on any view, in dark and in light. */
const report = await readFile(new URL('./fixtures/phishing.txt', import.meta.url), 'utf8');

async function findings(page: Page): Promise<string[]> {
  // What still fades in has the contrast of neither state.
  await page.evaluate(() =>
    Promise.allSettled(
      document
        .getAnimations()
        .filter(({ effect }) => effect?.getComputedTiming().endTime !== Number.POSITIVE_INFINITY)
        .map(({ finished }) => finished),
    ),
  );
  const { violations } = await new AxeBuilder({ page })
    .withTags(['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa', 'best-practice'])
    .analyze();
  return violations.flatMap(({ id, nodes }) => nodes.map((node) => `${id}: ${node.html}`));
}

for (const colorScheme of ['dark', 'light'] as const) {
  test.describe(`in ${colorScheme}`, () => {
    test.use({ colorScheme });

    test('what was found in a paste', async ({ bench }) => {
      const { page } = bench;
      await page.emulateMedia({ colorScheme });
      await paste(page, report);
      await expect(page.getByRole('button', { name: /ipv4$/ })).toBeVisible();
      await page.keyboard.press('ControlOrMeta+Home');
      await page.keyboard.press('Alt+Enter');
      await expect(page.getByRole('dialog')).toBeFocused();
      expect(await findings(page), 'the card of a find').toEqual([]);
      await page.keyboard.press('Escape');
      const domains = page.getByRole('button', { name: /^\d domain/ });
      await domains.click();
      await page.getByRole('button', { name: 'Leave out xn--pypal-4ve[.]com' }).click();
      expect(await findings(page), 'the finds of one type').toEqual([]);
      await page.getByRole('button', { name: 'Take back xn--pypal-4ve[.]com' }).click();
      await page.keyboard.press('Escape');
      await page.getByRole('button', { name: /^Show noise/ }).click();
      expect(await findings(page), 'the text without noise').toEqual([]);
    });

    test('the tabs of an enriched paste', async ({ bench }) => {
      const { page } = bench;
      await page.emulateMedia({ colorScheme });
      expect(await findings(page), 'the empty bench').toEqual([]);
      await paste(page, report);
      await expect(page.getByRole('button', { name: /ipv4$/ })).toBeVisible();
      await page.keyboard.press('ControlOrMeta+Enter');
      const row = page.getByRole('grid').getByRole('row').filter({ hasText: 'xn--pypal-4ve' });
      await expect(row.getByRole('img', { name: 'Domain anatomy: ok' })).toBeVisible();
      await row.click();
      for (const tab of ['Overview', 'Domain anatomy', 'DNS']) {
        await page.getByRole('tab', { name: tab }).click();
        await expect(page.getByRole('tab', { name: tab })).toHaveAttribute('aria-selected', 'true');
        if (tab === 'Domain anatomy') {
          await expect(page.locator('.highcharts-series-group path').first()).toBeVisible();
        }
        expect(await findings(page), `the tab ${tab}`).toEqual([]);
      }
    });

    test('every other view', async ({ bench }) => {
      const { page } = bench;
      await page.emulateMedia({ colorScheme });
      for (const view of ['History', 'Enrichers', 'Settings']) {
        await page.getByRole('button', { name: view, exact: true }).click();
        await expect(page.getByRole('heading', { name: view }).first()).toBeVisible();
        expect(await findings(page), view).toEqual([]);
      }
      await page.getByRole('button', { name: 'Add a type' }).click();
      await page.getByLabel('Pattern').fill('(x');
      await expect(page.getByText(/is never closed/)).toBeVisible();
      expect(await findings(page), 'the form of a type').toEqual([]);
      await page.keyboard.press('Escape');
      await page.keyboard.press('?');
      await expect(page.getByRole('dialog')).toBeVisible();
      expect(await findings(page), 'the list of shortcuts').toEqual([]);
    });
  });
}
