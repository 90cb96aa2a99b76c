import { AxeBuilder } from '@axe-core/playwright';
import { startSource } from '../enrichers/fixtures/source-server.ts';
import { startProxyServer } from '../src-main/broker/fixtures/proxy-server.ts';
import { expect, paste, runCli, test } from './bench.ts';

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

test('a host that was refused is allowed from where the refusal is read', async ({ bench }) => {
  const { page } = bench;
  const [source, elsewhere] = [await startSource(), await startSource()];
  const path = '/api/v2/check?ipAddress=45.155.205.233&maxAgeInDays=90&verbose=true';
  const location = `${elsewhere.url}${path}`;
  source.answer({ [path]: { status: 302, headers: { location }, body: {} } });
  const cli = (args: readonly string[], input?: string) =>
    runCli(['--data-dir', bench.dataFolder, ...args], input);
  await cli(['settings', 'own', '--domain', 'corp.example.com']);
  const setUp = ['--credential', 'api_key=-', '--setting', `server=${source.url}`];
  await cli(['bundle', 'activate', 'app.flairbench.abuseipdb', ...setUp], 'a key\n');
  await cli(['enrich', '45.155.205.233', '--enricher', 'abuseipdb', '--tlp', 'green']);
  expect(elsewhere.asked).toEqual([]);

  await paste(page, '45.155.205.233');
  await expect(page.getByRole('button', { name: /ipv4$/ })).toBeVisible();
  await page.keyboard.press('ControlOrMeta+Enter');
  await page.getByRole('grid', { name: 'Observables' }).getByText('45[.]155[.]205[.]233').click();
  const pane = page.getByRole('region', { name: 'Flair pane' });
  await pane
    .getByRole('tab', { name: /AbuseIPDB/ })
    .first()
    .click();
  const host = new URL(elsewhere.url).host;
  await pane.getByRole('button', { name: `Allow ${host} for AbuseIPDB` }).click();
  await expect(pane.getByText(`${host} is allowed now: run it again.`)).toBeVisible();
  const { violations } = await new AxeBuilder({ page }).include('.flair-pane').analyze();
  expect(violations).toEqual([]);
  await cli(['enrich', '45.155.205.233', '--enricher', 'abuseipdb', '--tlp', 'green', '--fresh']);
  expect(elsewhere.asked).toEqual([path]);

  await page.getByRole('button', { name: 'Enrichers', exact: true }).click();
  await page
    .getByRole('button', { name: /^AbuseIPDB\b/ })
    .first()
    .click();
  await page.getByRole('button', { name: `No longer allow ${host}` }).click();
  await expect(page.getByRole('button', { name: `No longer allow ${host}` })).toHaveCount(0);
  const known = ['bundle', 'activate', 'abuseipdb', '--host', 'not a host'];
  expect(await cli(known)).toMatchObject({
    code: 1,
    stderr: expect.stringContaining('is no host'),
  });
  await Promise.all([source.close(), elsewhere.close()]);
});
