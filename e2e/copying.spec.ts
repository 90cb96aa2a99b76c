import { readFile } from 'node:fs/promises';
import type { Locator, Page } from '@playwright/test';
import { type Bench, expect, paste, test } from './bench.ts';

/** What reaches the clipboard: values defanged as shown, live only where that was asked for. */
const report = await readFile(new URL('./fixtures/phishing.txt', import.meta.url), 'utf8');

const gridOf = (page: Page) => page.getByRole('grid', { name: 'Observables' });
const rowOf = (page: Page, value: string) =>
  gridOf(page).getByRole('row').filter({ hasText: value });
const paneOf = (page: Page) => page.getByRole('region', { name: 'Flair pane' });

async function enriched({ page }: Bench, text = report): Promise<Page> {
  await page.context().grantPermissions(['clipboard-read', 'clipboard-write']);
  await paste(page, text);
  await expect(page.getByRole('button', { name: /ipv4$/ })).toBeVisible();
  await page.keyboard.press('ControlOrMeta+Enter');
  await expect(rowOf(page, '185[.]220[.]101[.]34')).toBeVisible();
  return page;
}

/** What lies in the clipboard after `work`, which was emptied before. */
async function copied(page: Page, work: () => Promise<void>): Promise<string> {
  await page.evaluate(() => navigator.clipboard.writeText(''));
  await work();
  await expect.poll(() => page.evaluate(() => navigator.clipboard.readText())).not.toBe('');
  return page.evaluate(() => navigator.clipboard.readText());
}

const choose = (page: Page, name: string) => page.getByRole('menuitem', { name }).click();

test('a row is copied defanged or refanged, by key, by its menu and by Ctrl+C', async ({
  bench,
}) => {
  const page = await enriched(bench);
  const row = rowOf(page, '185[.]220[.]101[.]34');
  await row.click();
  const byKey = await copied(page, () => page.keyboard.press('y'));
  const live = await copied(page, () => page.keyboard.press('Shift+Y'));
  const asUsual = await copied(page, () => page.keyboard.press('ControlOrMeta+c'));
  const byMenu = await copied(page, async () => {
    await row.click({ button: 'right' });
    await choose(page, 'Copy refanged');
  });
  await expect(row).toBeFocused();
  const byMenuKey = await copied(page, async () => {
    await page.keyboard.press('Shift+F10');
    await expect(page.getByRole('menuitem', { name: 'Copy defanged' })).toBeFocused();
    await page.keyboard.press('Enter');
  });
  expect({ byKey, live, asUsual, byMenu, byMenuKey }).toEqual({
    byKey: '185[.]220[.]101[.]34',
    live: '185.220.101.34',
    asUsual: '185[.]220[.]101[.]34',
    byMenu: '185.220.101.34',
    byMenuKey: '185[.]220[.]101[.]34',
  });
  await expect(row).toBeFocused();
});

test('what is selected is copied as lines, CSV, a Markdown list and JSON', async ({ bench }) => {
  const page = await enriched(bench);
  await rowOf(page, '185[.]220[.]101[.]34').click();
  await rowOf(page, '44d88612').click({ modifiers: ['ControlOrMeta'] });
  await rowOf(page, '185[.]220[.]101[.]34').click({ modifiers: ['ControlOrMeta'] });
  const as = (name: string) =>
    copied(page, async () => {
      await page.getByRole('button', { name: 'Copy', exact: true }).click();
      await choose(page, name);
    });
  expect(await as('One per line, defanged')).toBe(
    '185[.]220[.]101[.]34\n44d88612fea8a8f36de82e1278abb02f\n',
  );
  expect(await as('One per line, refanged')).toBe(
    '185.220.101.34\n44d88612fea8a8f36de82e1278abb02f\n',
  );
  expect((await as('CSV')).split('\r\n')[1]).toMatch(
    /^ipv4,185\.220\.101\.34,185\[\.\]220\[\.\]101\[\.\]34,/,
  );
  expect(await as('Markdown list')).toContain('\n- ipv4 `185[.]220[.]101[.]34`');
  expect(JSON.parse(await as('JSON'))).toMatchObject({
    observables: [{ value: '185.220.101.34' }, { type: 'md5' }],
  });
});

test('the flair pane and the values of a report have the same choice', async ({ bench }) => {
  const page = await enriched(bench);
  await rowOf(page, 'xn--pypal-4ve[.]com').click();
  const title = paneOf(page).getByRole('heading', { level: 2 });
  const shift = (one: Locator) => copied(page, () => one.click({ modifiers: ['Shift'] }));
  const header = paneOf(page).getByRole('button', { name: 'Copy defanged' });
  expect([
    await copied(page, () => header.click()),
    await shift(header),
    await copied(page, async () => {
      await title.click({ button: 'right' });
      await choose(page, 'Copy refanged');
    }),
  ]).toEqual(['xn--pypal-4ve[.]com', 'xn--pypal-4ve.com', 'xn--pypal-4ve.com']);

  await paneOf(page).getByRole('tab', { name: 'Domain anatomy' }).click();
  const inReport = paneOf(page)
    .getByRole('button', { name: 'Copy domain xn--pypal-4ve[.]com' })
    .first();
  expect([
    await copied(page, () => inReport.click()),
    await shift(inReport),
    await copied(page, async () => {
      await inReport.focus();
      await page.keyboard.press('Shift+F10');
      await choose(page, 'Copy refanged');
    }),
  ]).toEqual(['xn--pypal-4ve[.]com', 'xn--pypal-4ve.com', 'xn--pypal-4ve.com']);
});

test('the style of the settings is how values are shown and copied', async ({ bench }) => {
  const page = await enriched(bench);
  await page.getByRole('button', { name: 'Settings', exact: true }).click();
  await page.getByLabel('Values are shown and copied as').selectOption('words');
  await page.getByRole('button', { name: 'Bench', exact: true }).click();
  const row = rowOf(page, '185[dot]220[dot]101[dot]34');
  await row.click();
  await expect(paneOf(page).getByRole('heading', { level: 2 })).toHaveText(
    '185[dot]220[dot]101[dot]34',
  );
  expect(await copied(page, () => page.keyboard.press('y'))).toBe('185[dot]220[dot]101[dot]34');
  await page.getByRole('textbox', { name: 'Filter observables' }).fill('220[dot]101');
  await expect(row).toBeVisible();
});

test('the whole text is copied in either form, without what was left out', async ({ bench }) => {
  const { page } = bench;
  await page.context().grantPermissions(['clipboard-read', 'clipboard-write']);
  const text =
    'Seen: hxxp://evil-login(.)com/a, 185.220.101.34:443\nand D41D8CD98F00B204E9800998ECF8427E.';
  await paste(page, text);
  await expect(page.getByRole('button', { name: /ipv4$/ })).toBeVisible();
  const byPalette = (command: string) =>
    copied(page, async () => {
      await page.keyboard.press('ControlOrMeta+k');
      await page.getByRole('combobox', { name: 'Command' }).fill('copy text');
      await page.getByRole('option', { name: command }).click();
    });
  const both = async () => [
    await byPalette('Copy the text defanged'),
    await byPalette('Copy the text refanged'),
  ];
  const expected = [
    'Seen: hxxp://evil-login[.]com/a, 185[.]220[.]101[.]34:443\nand D41D8CD98F00B204E9800998ECF8427E.',
    'Seen: http://evil-login.com/a, 185.220.101.34:443\nand D41D8CD98F00B204E9800998ECF8427E.',
  ];
  expect(await both()).toEqual(expected);
  await page.getByRole('textbox', { name: 'Paste observables' }).click();
  await page.keyboard.press('ControlOrMeta+Enter');
  await expect(rowOf(page, '185[.]220[.]101[.]34')).toBeVisible();
  expect(await both()).toEqual(expected);
});

test('the whole text is copied as it is while an earlier one is being submitted', async ({
  bench,
}) => {
  const { page } = bench;
  await page.context().grantPermissions(['clipboard-read', 'clipboard-write']);
  const line = 'Seen: 185.220.101.34 and hxxp://evil-login(.)com/a\n';
  await paste(page, line.repeat(4000));
  await page.keyboard.press('ControlOrMeta+Enter');
  await page.keyboard.type('x');
  const text = await copied(page, async () => {
    await page.keyboard.press('ControlOrMeta+k');
    await page.getByRole('combobox', { name: 'Command' }).fill('copy text');
    await page.getByRole('option', { name: 'Copy the text refanged' }).click();
  });
  expect(text.slice(-18)).toBe('evil-login.com/a\nx');
  await expect(rowOf(page, '185[.]220[.]101[.]34')).toBeVisible();
});
