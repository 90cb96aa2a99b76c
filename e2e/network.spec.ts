import { AxeBuilder } from '@axe-core/playwright';
import { startProxyServer } from '../src-main/broker/fixtures/proxy-server.ts';
import { expect, test } from './bench.ts';

/** How an organisation's proxy is named, and what a run says of it. */

test('the proxy is named, its password goes in and never comes out, and what it says reaches the run', async ({
  bench,
}) => {
  const { page } = bench;
  const proxy = await startProxyServer({ wants: 'analyst:sw0rdfish-4471' });
  await page.getByRole('button', { name: 'Settings', exact: true }).click();
  const section = page
    .locator('section')
    .filter({ has: page.getByRole('heading', { name: 'Network', exact: true }) });
  await section.getByRole('combobox').selectOption('this one:');
  await section.getByLabel('Address of the proxy').fill('me:secret@proxy');
  await section.getByRole('button', { name: 'Use this network' }).click();
  await expect(section.getByRole('alert')).toContainText('Write the proxy as proxy.example:8080');
  await section.getByLabel('Address of the proxy').fill(`127.0.0.1:${proxy.port}`);
  await section.getByRole('button', { name: 'Use this network' }).click();
  await expect(section.getByRole('button', { name: 'Use this network' })).toHaveCount(0);
  const { violations } = await new AxeBuilder({ page }).include('.settings-page').analyze();
  expect(violations).toEqual([]);

  await bench.run('settings', 'own', '--domain', 'corp.example.com');
  const enrich = () =>
    bench.run('enrich', 'example.com', '--enricher', 'rdap', '--tlp', 'clear', '--fresh');
  expect((await enrich()).stdout).toContain(
    `The proxy 127.0.0.1:${proxy.port} asks for a user name and a password.`,
  );
  await section.getByLabel('User name for the proxy').fill('analyst');
  await section.getByLabel('Password for the proxy', { exact: true }).fill('sw0rdfish-4471');
  await section.getByRole('button', { name: 'Keep' }).click();
  await expect(section).toContainText('are kept with the credentials.');
  await expect(section.getByLabel('Password for the proxy', { exact: true })).toHaveValue('');
  expect((await enrich()).stdout).toMatch(
    /The proxy \S+ could not reach \S+ \(it answered 502\)\./,
  );
  await proxy.close();
});
