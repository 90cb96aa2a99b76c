import { join } from 'node:path';
import { AxeBuilder } from '@axe-core/playwright';
import type { Page } from '@playwright/test';
import { type Bench, expect, paste, root, test } from './bench.ts';

/** What leaves the house, who is asked before, and who was told. */
const rowOf = (page: Page, value: string) =>
  page.getByRole('grid', { name: 'Observables' }).getByRole('row').filter({ hasText: value });
const paneOf = (page: Page) => page.getByRole('region', { name: 'Flair pane' });

async function ledgerOf(bench: Bench): Promise<string[]> {
  const { stdout } = await bench.run('ledger', '--json');
  const rows: { kind: string; host: string; verdict: string; reason: string }[] =
    JSON.parse(stdout);
  return rows.map(({ kind, host, verdict, reason }) => [kind, host, verdict, reason].join(' '));
}

async function findings(page: Page): Promise<string[]> {
  const { violations } = await new AxeBuilder({ page })
    .withTags(['wcag2a', 'wcag2aa', 'wcag21aa', 'wcag22aa', 'best-practice'])
    .analyze();
  return violations.flatMap(({ id, nodes }) => nodes.map((node) => `${id}: ${node.html}`));
}

async function install(bench: Bench): Promise<void> {
  await bench.run('bundle', 'install', join(root, 'e2e/fixtures/telling-bundle'));
}

async function enrich(page: Page, text: string, tlp?: string): Promise<void> {
  await paste(page, text);
  if (tlp !== undefined) await page.getByRole('radio', { name: tlp, exact: true }).click();
  await page.getByRole('textbox', { name: 'Paste observables' }).click();
  await page.keyboard.press('ControlOrMeta+Enter');
}

test('reading an old paste tells nobody, whatever starts when its tab is opened', async ({
  bench,
}) => {
  await install(bench);
  await bench.run('settings', 'own', '--confirm');
  await enrich(bench.page, 'seen: evil-login.com', 'green');
  await expect(
    rowOf(bench.page, 'evil-login').getByRole('img', { name: /Links: ok/ }),
  ).toBeVisible();
  const page = await bench.reopen();
  await rowOf(page, 'evil-login').click();
  for (const tab of await paneOf(page).getByRole('tab').all()) {
    await tab.click();
    await page.waitForTimeout(200);
  }
  await page.getByRole('tab', { name: 'Links' }).click();
  await page.getByRole('button', { name: 'Details' }).click();
  for (const view of ['History', 'Enrichers', 'Settings', 'Bench']) {
    await page.getByRole('button', { name: view, exact: true }).click();
    await page.waitForTimeout(200);
  }
  await page.getByRole('button', { name: 'History', exact: true }).click();
  for (const part of ['Runs', 'Who was told']) {
    await page.getByRole('radio', { name: part }).click();
    await page.waitForTimeout(200);
  }
  await expect(page.getByText('Nobody was told anything yet.')).toBeVisible();
  expect(await ledgerOf(bench)).toEqual([]);
});

test('what changes something elsewhere is asked about each time', async ({ bench }) => {
  await install(bench);
  const { page } = bench;
  await enrich(page, 'seen: evil-login.com');
  await rowOf(page, 'evil-login').click();
  const dialog = page.getByRole('dialog', { name: 'Let Blocks change something?' });
  await page.getByRole('button', { name: 'Ask Blocks' }).click();
  await expect(dialog).toContainText(
    'This will change something elsewhere: Blocks blocks the name.',
  );
  await expect(dialog).toContainText('evil-login[.]com');
  expect(await findings(page)).toEqual([]);
  await dialog.getByRole('button', { name: 'Leave it' }).click();
  await expect(page.getByRole('button', { name: 'Ask Blocks' })).toBeVisible();
  await page.getByRole('button', { name: 'Ask Blocks' }).click();
  await dialog.getByRole('button', { name: 'Change it' }).click();
  await expect(rowOf(page, 'evil-login').getByRole('img', { name: /Blocks: ok/ })).toBeVisible();
});

test('the window asks nobody but its host, and spells nothing', async ({ bench }) => {
  const { page } = bench;
  const home = new URL(page.url()).origin;
  const elsewhere: string[] = [];
  page.on('request', (request) => {
    const { origin, protocol } = new URL(request.url());
    if (origin !== home && protocol !== 'data:' && protocol !== 'blob:') {
      elsewhere.push(request.url());
    }
  });
  await enrich(page, 'seen: evil-login.com and https://evil.example/a.png');
  await rowOf(page, 'evil-login').click();
  for (const view of ['History', 'Enrichers', 'Settings']) {
    await page.getByRole('button', { name: view, exact: true }).click();
    const spelled = page
      .locator('input, textarea, [contenteditable]')
      .evaluateAll((boxes) =>
        boxes
          .filter((box) => box instanceof HTMLElement && box.spellcheck)
          .map(({ outerHTML }) => outerHTML),
      );
    expect([view, await spelled]).toEqual([view, []]);
  }
  expect(elsewhere).toEqual([]);
});

test('a link passes the gate, and stands in the ledger whatever was said', async ({ bench }) => {
  await install(bench);
  const { page } = bench;
  await page.context().route('https://lookup.example.org/**', (route) => route.abort());
  await enrich(page, 'seen: evil-login.com', 'red');
  await rowOf(page, 'evil-login').click();
  await page.getByRole('tab', { name: 'Links' }).click();
  await page.getByRole('button', { name: 'About it' }).click();
  await page.getByRole('button', { name: 'Open in browser' }).click();
  await expect(page.getByRole('alert')).toContainText('The value is TLP:RED');
  expect(await findings(page)).toEqual([]);
  const opened = page.context().waitForEvent('page');
  await page.getByRole('button', { name: 'Open anyway' }).click();
  await opened;
  expect(await ledgerOf(bench)).toEqual([
    'link lookup.example.org allowed tlp_anyway',
    'link lookup.example.org refused tlp',
  ]);
  await page.getByRole('button', { name: 'History', exact: true }).click();
  await page.getByRole('radio', { name: 'Who was told' }).click();
  await page.getByRole('textbox', { name: 'Value that was told' }).fill('evil-login[.]com');
  await expect(page.getByText('refused: tlp')).toBeVisible();
  const download = page.waitForEvent('download');
  await page.getByRole('button', { name: 'Export' }).click();
  expect((await download).suggestedFilename()).toBe('ledger.jsonl');
  for (const colorScheme of ['dark', 'light'] as const) {
    await page.emulateMedia({ colorScheme });
    expect(await findings(page), colorScheme).toEqual([]);
  }
});

test('run again asks for own values before somebody outside is told', async ({ bench }) => {
  await install(bench);
  const { page } = bench;
  await enrich(page, 'seen: evil-login.com', 'green');
  await rowOf(page, 'evil-login').click();
  await expect(
    paneOf(page)
      .getByText(/were not asked: .*own values not said/)
      .first(),
  ).toBeVisible();
  await page.getByRole('button', { name: 'Ask Asks' }).click();
  const dialog = page.getByRole('dialog', { name: 'What belongs to your organisation?' });
  await dialog.getByRole('button', { name: 'Not now' }).click();
  expect(await ledgerOf(bench)).toEqual([]);
  await page.getByRole('button', { name: 'Ask Asks' }).click();
  await dialog.getByRole('button', { name: 'Keep these inside and go on' }).click();
  await expect(rowOf(page, 'evil-login').getByRole('img', { name: /Asks: error/ })).toBeVisible();
  expect(await ledgerOf(bench)).toHaveLength(1);
  await page.getByRole('button', { name: 'Run again a part' }).click();
  await page.getByRole('menuitem', { name: 'What failed' }).click();
  await expect.poll(() => ledgerOf(bench)).toHaveLength(2);
});

test('a set is saved from ticks, chosen by its key, renamed and removed', async ({ bench }) => {
  const { page } = bench;
  await paste(page, 'seen: evil-login.com and 185.220.101.34');
  await page.getByRole('button', { name: 'Change the enrichers to run' }).click();
  await page.getByRole('checkbox', { name: 'Domain anatomy' }).uncheck();
  await page.getByRole('textbox', { name: 'Name of the set' }).fill('Where');
  for (const colorScheme of ['dark', 'light'] as const) {
    await page.emulateMedia({ colorScheme });
    expect(await findings(page), colorScheme).toEqual([]);
  }
  await page.keyboard.press('Enter');
  await expect(page.getByRole('group', { name: 'Saved sets' })).toContainText('Where');
  await page.keyboard.press('Escape');
  const summary = page.locator('.plan-summary');
  await expect(summary).toContainText('Where offline 1');
  await page.keyboard.press('Control+Shift+Digit0');
  await expect(summary).toContainText('offline 2');
  await page.keyboard.press('Control+Shift+Digit1');
  await expect(summary).toContainText('Where offline 1');
  await page.getByRole('button', { name: 'Settings', exact: true }).click();
  const set = page.getByRole('group', { name: 'Set Where' });
  await set.getByText(/\d enrichers?$/).click();
  await set.getByRole('textbox').scrollIntoViewIfNeeded();
  for (const colorScheme of ['dark', 'light'] as const) {
    await page.emulateMedia({ colorScheme });
    expect(await findings(page), colorScheme).toEqual([]);
  }
  await set.getByRole('textbox').fill('Places');
  await set.getByRole('textbox').press('Enter');
  const renamed = page.getByRole('group', { name: 'Set Places' });
  await expect(renamed).toBeVisible();
  await renamed.getByRole('button', { name: 'Remove the set Places' }).click();
  await expect(page.getByText('No set is saved yet.')).toBeVisible();
});
