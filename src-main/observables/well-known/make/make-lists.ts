import { createHash } from 'node:crypto';
import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { parse } from 'tldts';
import * as z from 'zod';

/**
 * Writes sites.ts, security-hosts.ts and file-hashes.ts from the MISP warning lists and the lists beside this file.
 * README.md says how to call it, and what is taken and what is not.
 */
const folder = process.argv[2];
if (folder === undefined) throw new Error('Name the folder that holds the warning lists.');
const lists: string = folder;

const listSchema = z.object({ version: z.int(), list: z.array(z.string()) });
const versions: string[] = [];

function warningList(name: string): Set<string> {
  const file = readFileSync(join(lists, name, 'list.json'), 'utf8');
  const { version, list } = listSchema.parse(JSON.parse(file));
  versions.push(`${name} ${version}`);
  return new Set(list.map(bare));
}

/** The lists spell a site `example.org`, `.example.org` and `www.example.org`. */
function bare(name: string): string {
  return name.toLowerCase().replace(/^(?:www)?\./u, '');
}

function kept(name: string): Set<string> {
  const text = readFileSync(join(import.meta.dirname, name), 'utf8');
  const lines = text.split('\n').map((line) => line.replace(/#.*/u, '').trim());
  return new Set(lines.filter((line) => line !== ''));
}

function isIn(host: string, names: ReadonlySet<string>): boolean {
  const labels = host.split('.');
  return labels.some((_, index) => names.has(labels.slice(index).join('.')));
}

function write(name: string, about: string, lines: Iterable<string>): void {
  const sorted = [...new Set(lines)].sort().join('\n');
  const constant = name.replaceAll(/-(.)/gu, (_, letter: string) => letter.toUpperCase());
  const code = `/** ${about} Made by make/make-lists.ts. */\nexport const ${constant} = \`\n${sorted}\n\`;\n`;
  writeFileSync(join(import.meta.dirname, '..', `${name}.ts`), code);
}

/** Where strangers put files, pages and links, or where a visit by itself tells something. */
const peoplesPlaces = new Set([
  ...warningList('lots-project'),
  ...warningList('url-shortener'),
  ...warningList('link-in-bio'),
  ...warningList('dynamic-dns'),
  ...warningList('digitalside'),
  ...warningList('public-ipfs-gateways'),
  ...warningList('whats-my-ip'),
  ...warningList('findip-host'),
  ...warningList('disposable-email'),
  ...warningList('parking-domain-ns'),
]);
const isPeoplesPlace = (host: string): boolean =>
  isIn(host, peoplesPlaces) || parse(host, { allowPrivateDomains: true }).isPrivate === true;

const rankings = ['tranco10k', 'majestic_million', 'alexa', 'moz-top500', 'cisco_top5k'].map(
  warningList,
);

const sitesLeftOut = kept('sites-left-out.txt');
const sites = [...new Set(rankings.flatMap((ranking) => [...ranking]))].filter(
  (host) =>
    rankings.filter((ranking) => ranking.has(host)).length >= 3 &&
    !isPeoplesPlace(host) &&
    !sitesLeftOut.has(host),
);
write('sites', 'Sites that stand in at least three of five rankings, and portals.', [
  ...sites,
  ...kept('sites-added.txt'),
]);

/** A vendor that nobody visits any more may have let its name go to somebody else. */
const visited = warningList('tranco');
const securityLeftOut = kept('security-left-out.txt');
const security = [
  ...warningList('security-provider-blogpost'),
  ...warningList('automated-malware-analysis'),
].filter((host) => {
  const { domain } = parse(host);
  return (
    domain !== null && visited.has(domain) && !isPeoplesPlace(host) && !isIn(host, securityLeftOut)
  );
});
write('security-hosts', 'Where security vendors, their sandboxes and CERTs publish.', [
  ...security,
  ...kept('security-added.txt'),
]);

const trivial: readonly (readonly [bytes: string, encoding?: 'hex'])[] = [
  ['\n'],
  ['\r\n'],
  [' '],
  ['00', 'hex'],
  ['efbbbf', 'hex'],
  ['fffe', 'hex'],
  ['feff', 'hex'],
  ['efbbbf0d0a', 'hex'],
  ...['0', '1', 'a', 'abc', 'admin', 'foo', 'hello', 'hello world', 'Hello World'].map(once),
  ...['Hello, World!', 'none', 'None', 'null', 'password', 'test', 'undefined', '123456'].map(once),
  ...['{}', '[]', '""', 'true', 'false', 'foo\n', 'hello\n', 'hello world\n', 'test\n'].map(once),
  ['test\r\n'],
  ['The quick brown fox jumps over the lazy dog'],
  ...[2, 4, 512, 1024, 2048, 4096, 8192, 16_384, 32_768, 65_536, 1_048_576].map(
    (size): readonly [string, 'hex'] => ['00'.repeat(size), 'hex'],
  ),
];
function once(text: string): readonly [string] {
  return [text];
}

const hashes = (prefix: string, bytes: Buffer): string[] =>
  ['md5', 'sha1', 'sha256', 'sha512'].map(
    (algorithm) => `${prefix} ${createHash(algorithm).update(bytes).digest('hex')}`,
  );
const known = [
  ...hashes('empty', Buffer.alloc(0)),
  ...trivial.flatMap(([bytes, encoding]) => hashes('trivial', Buffer.from(bytes, encoding))),
];
const seen = new Set(known.map((line) => line.slice(line.indexOf(' ') + 1)));
const common = [...warningList('common-ioc-false-positive')].filter((hash) => !seen.has(hash));
write(
  'file-hashes',
  'Hashes of files without content, with next to none, and of what is everywhere.',
  [...known, ...common.map((hash) => `common ${hash}`)],
);

process.stdout.write(`${versions.sort().join('\n')}\n`);
