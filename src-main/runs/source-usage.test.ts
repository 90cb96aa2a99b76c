import { expect, onTestFinished, test } from 'vitest';
import { startHttpServer } from '../broker/fixtures/http-server.ts';
import { createTrial } from '../broker/fixtures/trial.ts';
import { Failure } from '../contract/failure.ts';
import { noLimits, type SaidUsage } from '../limits/limits.ts';
import { enricherCalled } from './fixtures/enricher.ts';
import { askUsage } from './source-usage.ts';

const everything = { limit: 'data.allowed', used: 'data.used', left: 'data.left' };

async function asking(
  body: string,
  paths: Partial<typeof everything>,
  { due = true, credentials = async () => ({ api_key: 'secret', user: 'a&b' }) } = {},
) {
  const asked: string[] = [];
  const server = await startHttpServer((request, response) => {
    asked.push(`${request.url} ${request.headers['x-key']}`);
    response.end(body);
  });
  onTestFinished(() => server.close());
  const { broker, ledger } = createTrial([]);
  const said: SaidUsage[] = [];
  const url = `http://${server.address}/quota?user={user}`;
  const enricher = enricherCalled('Source', {
    audience: 'third_party',
    hosts: [server.address],
    limits: { ...noLimits, usage: { url, headers: { 'X-Key': 'key {api_key}' }, ...paths } },
  });
  await askUsage(
    {
      store: {
        writer: {
          claimUsageQuestion: async () => due,
          saidUsage: async (_key, usage) => void said.push(usage),
        },
      },
      broker,
      credentials,
    },
    enricher,
  );
  return { asked, said, told: ledger.map(({ observable }) => observable) };
}

test.each<[string, string, Partial<typeof everything>, Partial<SaidUsage>[]]>([
  ['what is left', '{"data":{"left":7,"allowed":9}}', everything, [{ limit: 9, left: 7 }]],
  ['what is used', '{"data":{"used":4,"allowed":"9"}}', everything, [{ limit: 9, left: 5 }]],
  ['nothing of the kind', '{"data":{"__proto__":{"left":7}}}', everything, []],
  ['something that is no JSON', '<html>', everything, []],
])('a source that says %s at an address of its own is believed', async (_name, ...given) => {
  const [body, paths, expected] = given;
  const { asked, said, told } = await asking(body, paths);
  expect(said).toMatchObject(expected);
  // Nobody learns of a value by it.
  expect([asked, told]).toEqual([['/quota?user=a%26b key secret'], [null]]);
});

test('it is not asked before its time', async () => {
  expect((await asking('{}', everything, { due: false })).asked).toEqual([]);
});

test('while the credentials are locked nobody is asked, and the run itself says why', async () => {
  const credentials = () => Promise.reject(new Failure('VAULT_LOCKED', 'Locked.'));
  expect((await asking('{}', everything, { credentials })).asked).toEqual([]);
});
