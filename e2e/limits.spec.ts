import { startSource } from '../enrichers/fixtures/source-server.ts';
import { expect, paste, runCli, test } from './bench.ts';

test('a source whose quota is used up is not asked, and is told to be asked then', async ({
  bench,
}) => {
  const source = await startSource();
  const path = '/api/v2/check?ipAddress=45.155.205.233&maxAgeInDays=90&verbose=true';
  const headers = {
    'retry-after': '7200',
    'x-ratelimit-limit': '1000',
    'x-ratelimit-remaining': '0',
  };
  source.answer({ [path]: { status: 429, headers, body: { errors: [] } } });
  const cli = (args: readonly string[], input?: string) =>
    runCli(['--data-dir', bench.dataFolder, ...args], input);
  await cli(['settings', 'own', '--domain', 'corp.example.com']);
  const setUp = ['--credential', 'api_key=-', '--setting', `server=${source.url}`];
  await cli(['bundle', 'activate', 'app.flairbench.abuseipdb', ...setUp], 'a key\n');
  const asked = ['--enricher', 'abuseipdb', '--tlp', 'green', '--json'];
  const { stdout } = await cli(['enrich', '45.155.205.233', ...asked]);
  expect(JSON.parse(stdout)).toMatchObject([
    { outcome: 'skipped', run: null, sentence: expect.stringMatching(/AbuseIPDB.* until .* UTC/) },
  ]);
  expect(source.asked).toEqual([path]);

  const { page } = bench;
  await paste(page, '45.155.205.233');
  await expect(page.getByRole('button', { name: /ipv4$/ })).toBeVisible();
  await page.keyboard.press('ControlOrMeta+Enter');
  const grid = page.getByRole('grid', { name: 'Observables' });
  await grid.getByRole('row').filter({ hasText: '45[.]155[.]205[.]233' }).click();
  const pane = page.getByRole('region', { name: 'Flair pane' });
  await pane.getByRole('button', { name: 'Resume AbuseIPDB then' }).click();
  await expect(grid.getByRole('img', { name: 'AbuseIPDB: waiting' })).toHaveAttribute(
    'title',
    /AbuseIPDB.* until .* UTC/,
  );
  await expect(pane.getByRole('button', { name: 'Resume AbuseIPDB then' })).toHaveCount(0);
  await pane.getByRole('tab', { name: /AbuseIPDB/ }).click();
  await expect(pane.getByText(/Waiting\. The quota of AbuseIPDB is used up until/)).toBeVisible();
  expect(source.asked).toEqual([path]);
  await source.close();
});
