import { array, assert, constantFrom, property } from 'fast-check';
import { describe, expect, test } from 'vitest';
import { findObservables } from './find.ts';
import { noiseTo } from './noise.ts';

const own = { domains: ['corp.de'], ranges: ['5.6.7.0/24'], mailSuffixes: ['@mail.de'] };

const cases: Readonly<
  Record<string, readonly (readonly [type: string, value: string, reason: string | null])[]>
> = {
  'sites that everybody visits': [
    ['domain', 'google.com', 'well-known site'],
    ['domain', 'www.bing.com', 'well-known site'],
    ['domain', 'gmail.com', 'well-known site'],
    ['domain', 'login.microsoftonline.com', 'well-known site'],
    ['url', 'https://www.youtube.com', 'well-known site'],
    ['url', 'https://twitter.com/', 'well-known site'],
  ],
  'what anybody may have put there': [
    ['domain', 'evil.google.com', null],
    ['domain', 'drive.google.com', null],
    ['domain', 'sites.google.com', null],
    ['domain', 'storage.googleapis.com', null],
    ['domain', 'raw.githubusercontent.com', null],
    ['domain', 'gist.github.com', null],
    ['domain', 'evil.github.io', null],
    ['domain', 'evil.blogspot.com', null],
    ['domain', 'blogspot.com', null],
    ['domain', 'cdn.discordapp.com', null],
    ['domain', 'discord.com', null],
    ['domain', 'api.telegram.org', null],
    ['domain', 't.me', null],
    ['domain', 'bit.ly', null],
    ['domain', 'pastebin.com', null],
    ['domain', 'mega.nz', null],
    ['domain', 'dropbox.com', null],
    ['domain', 'duckdns.org', null],
    ['domain', 'ngrok.io', null],
    ['domain', 'workers.dev', null],
    ['domain', 'api.ipify.org', null],
    ['domain', 'google.com.evil.com', null],
    ['domain', 'notgoogle.com', null],
    ['url', 'https://github.com/evil/tool', null],
    ['url', 'https://www.google.com/?q=evil', null],
    ['url', 'https://twitter.com/evil', null],
    ['url', 'https://u:p@google.com/', null],
    ['url', 'https://google.com@evil.com/', null],
    ['url', 'https://dns.google/resolve?name=evil.com', null],
    ['url', 'https://1.1.1.1/dns-query?dns=AAAA', null],
    ['email', 'joe@gmail.com', null],
    ['email', 'abuse@evil.com', null],
  ],
  'where one reads about it': [
    ['domain', 'www.welivesecurity.com', 'security vendor'],
    ['url', 'https://www.welivesecurity.com/2021/06/09/gelsemium/', 'security vendor'],
    ['url', 'https://www.virustotal.com/gui/file/abc', 'security vendor'],
    ['url', 'https://unit42.paloaltonetworks.com/x/?y=z', 'security vendor'],
    ['domain', 'welivesecurity.com.evil.com', null],
    ['url', 'https://attack.mitre.org/techniques/T1059/', 'reference site'],
    ['url', 'https://nvd.nist.gov/vuln/detail/CVE-2024-3400', 'reference site'],
    ['url', 'http://www.w3.org/2001/XMLSchema', 'reference site'],
    ['url', 'http://schemas.openxmlformats.org/package/2006', 'reference site'],
    ['domain', 'de.wikipedia.org', 'reference site'],
  ],
  'what systems do by themselves': [
    ['domain', 'ocsp.digicert.com', 'certificate services'],
    ['domain', 'r3.o.lencr.org', 'certificate services'],
    ['url', 'http://crl3.digicert.com/DigiCertGlobalRootCA.crl', 'certificate services'],
    ['domain', 'digicert.com.evil.com', null],
    ['domain', 'www.msftconnecttest.com', 'connectivity check'],
    ['url', 'http://www.msftconnecttest.com/connecttest.txt', 'connectivity check'],
    ['url', 'http://ctldl.windowsupdate.com/x.cab', 'operating system service'],
    ['domain', '2.pool.ntp.org', 'operating system service'],
  ],
  'what only leads to something else': [
    ['domain', 'nam02.safelinks.protection.outlook.com', 'link wrapper'],
    ['domain', 'urldefense.proofpoint.com', 'link wrapper'],
    ['url', 'https://www.google.com/url?q=http://evil.com', 'link wrapper'],
    ['url', 'https://www.google.com/url?q=evil', null],
    ['url', 'https://urldefense.com/v3/', null],
    ['url', 'https://urldefense.com.evil.com/v3/__https://evil.com/x__;!!a$', null],
  ],
  'names that stand for a name': [
    ['domain', 'example.com', 'example domain'],
    ['domain', 'mail.example.org', 'example domain'],
    ['domain', 'evil.example', 'example domain'],
    ['domain', 'files.contoso.com', 'example domain'],
    ['url', 'http://evil.test/a', 'example domain'],
    ['email', 'joe@mail.example.com', 'example domain'],
    ['domain', 'example.ru', null],
    ['domain', 'expyuzz4wqqyqhjn.onion', null],
  ],
  'names and addresses inside': [
    ['domain', 'db.prod.internal', 'internal name'],
    ['domain', 'printer.floor.local', 'internal name'],
    ['url', 'http://api.localhost/x', 'internal name'],
    ['ipv4', '10.0.0.1', 'private address'],
    ['ipv6', 'fe80::1', 'link-local address'],
    ['cidr', '192.168.0.0/16', 'private address'],
  ],
  'own values': [
    ['domain', 'mail.corp.de', 'own domain corp.de'],
    ['url', 'https://www.corp.de/login', 'own domain corp.de'],
    ['email', 'joe@mail.de', 'own mail suffix mail.de'],
    ['ipv4', '5.6.7.8', 'own range 5.6.7.0/24'],
    ['url', 'http://5.6.7.8:8080/x', 'own range 5.6.7.0/24'],
  ],
  'public resolvers': [
    ['ipv4', '8.8.8.8', 'public resolver'],
    ['ipv6', '2606:4700:4700::1111', 'public resolver'],
    ['domain', 'dns.quad9.net', 'public resolver'],
    ['url', 'https://1.1.1.1/', 'public resolver'],
    ['ipv4', '8.8.8.9', null],
    ['cidr', '8.8.8.0/24', null],
  ],
  hashes: [
    ['md5', 'd41d8cd98f00b204e9800998ecf8427e', 'hash of an empty file'],
    [
      'sha256',
      'e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855',
      'hash of an empty file',
    ],
    ['sha1', 'adc83b19e793491b1c6ea0fd8b46cd9f32e592fc', 'hash of a trivial file'],
    ['md5', '098f6bcd4621d373cade4e832627b4f6', 'hash of a trivial file'],
    ['md5', '620f0b67a91f7f74151bc5be745b7110', 'hash of a trivial file'],
    ['md5', '00000000000000000000000000000000', 'placeholder'],
    ['md5', 'deadbeefdeadbeefdeadbeefdeadbeef', 'placeholder'],
    ['sha1', '0123456789abcdef0123456789abcdef01234567', 'placeholder'],
    ['md5', '44d88612fea8a8f36de82e1278abb02f', null],
    ['md5', '00000000000000000000000000000001', null],
  ],
  numbers: [
    ['asn', 'AS64512', 'private AS number'],
    ['asn', 'AS4200000000', 'private AS number'],
    ['asn', 'AS64500', 'documentation AS number'],
    ['asn', 'AS0', 'reserved AS number'],
    ['asn', 'AS64495', null],
    ['asn', 'AS15169', null],
    ['mac', 'ff:ff:ff:ff:ff:ff', 'broadcast address'],
    ['mac', '00:00:00:00:00:00', 'placeholder'],
    ['mac', '00:00:00:00:00:01', null],
    ['uuid', '00000000-0000-0000-0000-000000000000', 'placeholder'],
    ['uuid', '0a1b2c3d-1111-2222-3333-444455556666', null],
  ],
  'what never is noise': [
    ['cve', 'CVE-2024-3400', null],
    ['filename', 'google.com', null],
    ['registry-key', 'HKEY_LOCAL_MACHINE\\SOFTWARE', null],
    ['phrase', 'example.com', null],
  ],
};

const noiseOf = noiseTo(own);
for (const [kind, rows] of Object.entries(cases)) {
  describe(kind, () => {
    test.each(rows)('%s %s: %s', (type, value, reason) => {
      expect(noiseOf({ type, value })).toBe(reason);
    });
  });
}

test('what is noise is found all the same, at the same place', () => {
  const values = constantFrom(
    'evil.com',
    'joe@mail.de',
    '5.6.7.8',
    'https://a.corp.de/x',
    '10.0.0.1',
  );
  assert(
    property(array(values, { maxLength: 8 }), (words) => {
      const text = words.join(' ');
      const bare = ({ finds }: ReturnType<typeof findObservables>) =>
        finds.map((find) => ({ ...find, noise: undefined }));
      const wide = { domains: ['com', 'de'], ranges: ['0.0.0.0/1'], mailSuffixes: ['com', 'de'] };
      expect(bare(findObservables(text, { own: wide }))).toEqual(bare(findObservables(text)));
      expect(findObservables(text, { own: wide }).finds.filter(({ noise }) => !noise)).toEqual([]);
    }),
    { seed: 1 },
  );
});

test('in a text, each value says for itself why it is noise', () => {
  const text = 'joe@gmail.com http://10[.]0.0.1/x see hxxps://attack.mitre[.]org/tactics/';
  expect(findObservables(text).finds.map(({ value, noise }) => [value, noise])).toEqual([
    ['joe@gmail.com', undefined],
    ['gmail.com', 'well-known site'],
    ['http://10.0.0.1/x', 'private address'],
    ['10.0.0.1', 'private address'],
    ['https://attack.mitre.org/tactics/', 'reference site'],
    ['attack.mitre.org', 'reference site'],
  ]);
});
