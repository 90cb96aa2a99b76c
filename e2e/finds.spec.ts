import type { Page } from '@playwright/test';
import { expect, paste, test } from './bench.ts';

/** What was found, before anything runs: in the text, and in the lists below it. */
const text = [
  'Beacon to hxxps://login.evil-host[.]com:8443/gate and login.evil-host.com, later evil-host.net.',
  'Resolved by 8.8.8.8, seen from 10.20.30.40, then 45.155.205[.]233, dropped setup.exe.',
  'It tunnels to tunnel.evil-dns.com over DNS.',
  ...Array.from({ length: 60 }, () => 'Nothing on this line.'),
  'At last login.evil-host.com again.',
].join('\n');

const box = (page: Page) => page.getByRole('textbox', { name: 'Paste observables' });
const chip = (page: Page, name: RegExp) =>
  page.getByRole('group', { name: 'What was found' }).getByRole('button', { name });
const card = (page: Page) => page.getByRole('dialog', { name: /./ });
const inText = (page: Page, found: string) =>
  box(page).locator('.find').filter({ hasText: found }).first();
const rowOf = (page: Page, value: string) =>
  page.getByRole('grid', { name: 'Observables' }).getByRole('row').filter({ hasText: value });

async function enrich(page: Page): Promise<void> {
  await box(page).click();
  await page.keyboard.press('ControlOrMeta+Enter');
}

test('counts what runs; noise and what is inside another are counted apart', async ({ bench }) => {
  const { page } = bench;
  await paste(page, text);
  await expect(chip(page, /^3 domain$/)).toBeVisible();
  await expect(chip(page, /^1 ipv4$/)).toBeVisible();
  await expect(chip(page, /^1 url$/)).toBeVisible();
  await expect(chip(page, /^Show noise \(2\)$/)).toHaveAttribute('aria-pressed', 'true');
});

test('the host of a URL is listed, and runs when it is ticked', async ({ bench }) => {
  const { page } = bench;
  await paste(page, 'from hxxps://only-here[.]com/a and other-host.com');
  await chip(page, /^1 domain \+1 inside$/).click();
  await page.getByRole('checkbox', { name: 'Run only-here[.]com' }).check();
  await expect(chip(page, /^2 domain$/)).toBeVisible();
  await enrich(page);
  await expect(
    rowOf(page, 'only-here[.]com').getByRole('img', { name: 'Domain anatomy: ok' }),
  ).toHaveCount(2);
});

test('a find is left out, taken back, and given another type', async ({ bench }) => {
  const { page } = bench;
  await paste(page, text);
  await chip(page, /domain/).click();
  await page.getByRole('button', { name: 'Leave out evil-host[.]net' }).click();
  await expect(chip(page, /^2 of 3 domain$/)).toBeVisible();
  await expect(inText(page, 'evil-host.net')).toHaveClass(/find-dropped/);
  await page.getByRole('button', { name: 'Take back evil-host[.]net' }).click();
  await expect(chip(page, /^3 domain$/)).toBeVisible();
  await page.getByRole('button', { name: 'Leave out evil-host[.]net' }).click();
  await page.keyboard.press('Escape');
  await chip(page, /filename/).click();
  await page.getByRole('combobox', { name: 'Type of setup.exe' }).selectOption('phrase');
  await expect(chip(page, /^1 phrase$/)).toBeVisible();
  await enrich(page);
  await expect(rowOf(page, 'setup.exe')).toContainText('phrase');
  await expect(rowOf(page, 'evil-host[.]net')).toHaveCount(0);
});

test('what was left out of a paste that is kept stays to be seen, and left out of what is made of it', async ({
  bench,
}) => {
  await paste(bench.page, text);
  await chip(bench.page, /domain/).click();
  await bench.page.getByRole('button', { name: 'Leave out evil-host[.]net' }).click();
  await bench.page.keyboard.press('Escape');
  await enrich(bench.page);
  await expect(rowOf(bench.page, '45[.]155[.]205[.]233')).toBeVisible();
  const page = await bench.reopen();
  await expect(chip(page, /^2 of 3 domain$/)).toBeVisible();
  await expect(inText(page, 'evil-host.net')).toHaveClass(/find-dropped/);
  await chip(page, /domain/).click();
  await page.getByRole('button', { name: 'Take back evil-host[.]net' }).click();
  await expect(rowOf(page, 'evil-host[.]net')).toBeVisible();
  await page.getByRole('button', { name: 'Leave out evil-host[.]net' }).click();
  await expect(rowOf(page, 'evil-host[.]net')).toHaveCount(0);
  await page.keyboard.press('Escape');
  await page.getByRole('textbox', { name: 'Paste observables' }).click();
  await page.keyboard.press('ControlOrMeta+End');
  await page.keyboard.type(' and more');
  await expect(chip(page, /^2 of 3 domain$/)).toBeVisible();
  await enrich(page);
  await expect(rowOf(page, '45[.]155[.]205[.]233')).toBeVisible();
  await expect(rowOf(page, 'evil-host[.]net')).toHaveCount(0);
});

test('what was left out of a draft is left out of it when the window is opened again', async ({
  bench,
}) => {
  await paste(bench.page, text);
  await chip(bench.page, /domain/).click();
  await bench.page.getByRole('button', { name: 'Leave out evil-host[.]net' }).click();
  await expect(chip(bench.page, /^2 of 3 domain$/)).toBeVisible();
  // Kept with the host a second later.
  await bench.page.waitForTimeout(1600);
  const page = await bench.reopen();
  await expect(chip(page, /^2 of 3 domain$/)).toBeVisible();
});

test('one noise value is ticked alone, and the others are put away', async ({ bench }) => {
  const { page } = bench;
  await paste(page, text);
  await expect(page.getByText('offline 5')).toBeVisible();
  await chip(page, /ipv4/).click();
  await page.getByRole('checkbox', { name: 'Run 8[.]8[.]8[.]8' }).check();
  await expect(chip(page, /^2 ipv4$/)).toBeVisible();
  await page.keyboard.press('Escape');
  await chip(page, /^Show noise/).click();
  await expect(inText(page, '10.20.30.40')).toHaveCSS('text-decoration-line', 'none');
  await expect(inText(page, '8.8.8.8')).toHaveCSS('text-decoration-line', 'underline');
  await chip(page, /ipv4/).click();
  await expect(
    page.getByRole('region', { name: 'Finds of type ipv4' }).getByRole('checkbox'),
  ).toHaveCount(2);
  await enrich(page);
  await expect(
    rowOf(page, '8[.]8[.]8[.]8').getByRole('img', { name: 'Geo and network: ok' }),
  ).toBeVisible();
  await expect(rowOf(page, '10[.]20[.]30[.]40')).toBeVisible();
  await expect(rowOf(page, '10[.]20[.]30[.]40').getByRole('img')).toHaveCount(0);
  // What was ticked stays so when all is asked again.
  await chip(page, /^2 ipv4$/).click();
  await expect(page.getByRole('checkbox', { name: 'Run 8[.]8[.]8[.]8' })).toBeChecked();
});

test('resting on a find says why it is one, and steps to where else it stands', async ({
  bench,
}) => {
  const { page } = bench;
  await paste(page, '{"dns":{"question":{"name":"tunnel.evil-dns.com"}}}');
  await inText(page, 'tunnel.evil-dns.com').hover();
  await expect(card(page)).toContainText('dns.question.name');
  await page.mouse.move(0, 0);
  await expect(card(page)).toBeHidden();
  await page.getByRole('button', { name: 'New' }).click();
  await paste(page, text);
  await inText(page, 'hxxps://login.evil-host').hover();
  await expect(card(page)).toContainText('hxxps://login[.]evil-host[.]com:8443/gate');
  await expect(card(page).getByText('Why')).toBeVisible();
  const host = card(page).getByRole('checkbox', { name: 'domain login[.]evil-host[.]com' });
  await expect(host).toBeChecked();
  await card(page).getByRole('button', { name: 'Leave out' }).click();
  await page.mouse.move(0, 0);
  await expect(card(page).getByRole('button', { name: 'Take back' })).toBeFocused();
  await expect(chip(page, /^0 of 1 url$/)).toBeVisible();
  await page.keyboard.press('Escape');
  await expect(card(page)).toBeHidden();
  await expect(box(page)).toBeFocused();
});

test('cards and lists go by keyboard alone', async ({ bench }) => {
  const { page } = bench;
  await paste(page, text);
  await expect(chip(page, /domain/)).toBeVisible();
  await page.keyboard.press('ControlOrMeta+Home');
  await page.keyboard.press('Alt+Enter');
  await expect(card(page)).toBeFocused();
  await page.keyboard.press('Escape');
  await expect(box(page)).toBeFocused();
  for (let step = 0; step < 52; step += 1) await page.keyboard.press('ArrowRight');
  await page.keyboard.press('ControlOrMeta+.');
  await expect(card(page)).toContainText('login[.]evil-host[.]com');
  const next = card(page).getByRole('button', { name: 'Next of 3 occurrences' });
  await next.focus();
  await page.keyboard.press('Enter');
  await expect(page.getByText('Occurrence 3 of 3.')).toBeVisible();
  await expect(box(page).getByText('At last')).toBeInViewport();
  await expect(next).toBeFocused();
  await page.keyboard.press('Escape');

  await chip(page, /domain/).press('Enter');
  const first = page.getByRole('checkbox', { name: 'Run login[.]evil-host[.]com' });
  await expect(page.getByRole('region', { name: 'Finds of type domain' })).toBeFocused();
  await page.keyboard.press('ArrowDown');
  await page.keyboard.press('ArrowDown');
  await page.keyboard.press('Space');
  await expect(chip(page, /^2 of 3 domain$/)).toBeVisible();
  await page.keyboard.press('ArrowUp');
  await expect(first).toBeFocused();
  await page.keyboard.press('Tab');
  await page.keyboard.press('Enter');
  await expect(box(page).getByText('Beacon to')).toBeInViewport();
});

test('thousands of finds are filtered and left out at once', async ({ bench }) => {
  const { page } = bench;
  const many = Array.from({ length: 3000 }, (_, index) => `host-${index}.evil-host.com`);
  await paste(page, many.join('\n'));
  await chip(page, /^3000 domain$/).click();
  const ticks = page.getByRole('checkbox', { name: /^Run host/ });
  await expect(ticks.first()).toBeVisible();
  expect(await ticks.count()).toBeLessThan(60);
  await page.getByRole('textbox', { name: 'Filter the finds' }).fill('host-12');
  await page.getByRole('button', { name: 'Leave out these 111' }).click();
  await expect(chip(page, /^2889 of 3000 domain$/)).toBeVisible();
  await page.getByRole('textbox', { name: 'Filter the finds' }).fill('');
  await page.getByRole('button', { name: 'Untick all' }).click();
  await expect(chip(page, /^0 of 3000 domain$/)).toBeVisible();
  await page.getByRole('button', { name: 'Tick all', exact: true }).click();
  await expect(chip(page, /^3000 domain$/)).toBeVisible();
});

test('says when nothing stands in the text, and what would be found', async ({ bench }) => {
  const { page } = bench;
  await paste(page, 'Dear reader, all is well.');
  await expect(page.getByText('Nothing to look up stands in this text.')).toBeVisible();
});

test('the focus stays where one was, and Ctrl+Enter enriches from anywhere', async ({ bench }) => {
  const { page } = bench;
  await paste(page, text);
  await chip(page, /domain/).click();
  await page.getByRole('button', { name: 'Leave out evil-host[.]net' }).click();
  await page.keyboard.press('Escape');
  await expect(chip(page, /domain/)).toBeFocused();
  await page.getByRole('button', { name: 'New', exact: true }).focus();
  await page.keyboard.press('ControlOrMeta+Enter');
  await expect(rowOf(page, '45[.]155[.]205[.]233')).toBeVisible();
  await expect(rowOf(page, 'evil-host[.]net')).toHaveCount(0);
});

test('enriching from a chip leaves the focus there, and j goes to the rows', async ({ bench }) => {
  const { page } = bench;
  await paste(page, text);
  await expect(chip(page, /domain/)).toBeVisible();
  await page.keyboard.press('ControlOrMeta+Home');
  for (let step = 0; step < 12; step += 1) await page.keyboard.press('ArrowRight');
  await page.keyboard.press('Alt+Enter');
  await expect(card(page)).toBeFocused();
  const first = page.getByRole('group', { name: 'What was found' }).getByRole('button').first();
  for (let step = 0; step < 15; step += 1) {
    if (await first.evaluate((element) => element === document.activeElement)) break;
    await page.keyboard.press('Tab');
  }
  await expect(first).toBeFocused();
  await page.keyboard.press('Escape');
  await page.keyboard.press('ControlOrMeta+Enter');
  await expect(rowOf(page, '45[.]155[.]205[.]233')).toBeVisible();
  await page.waitForTimeout(500);
  await expect(first).toBeFocused();
  await page.keyboard.press('j');
  await expect(page.getByRole('row', { selected: true })).toHaveCount(1);
});
