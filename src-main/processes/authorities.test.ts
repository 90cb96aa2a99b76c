import { expect, test } from 'vitest';
import { readAuthorities } from './authorities.ts';

const fixture = (name: string) => new URL(`../broker/fixtures/${name}`, import.meta.url).pathname;

test('a bundle is believed beside those that are anyway, each once', () => {
  const before = readAuthorities({ file: '' });
  const after = readAuthorities({ file: fixture('corporate.cert.pem') });
  expect([
    before.certificates.length > 100,
    new Set(after.certificates).size,
    after.problem,
  ]).toEqual([true, before.certificates.length + 1, null]);
});

test.each(['nowhere.pem', 'README.md', 'api-example.key.pem'])('%s is no bundle', (name) => {
  const file = fixture(name);
  const { certificates, problem } = readAuthorities({ file });
  expect([certificates.length > 100, problem]).toEqual([
    true,
    `The CA bundle ${file} could not be read as PEM. Choose another in Settings, Network.`,
  ]);
});
