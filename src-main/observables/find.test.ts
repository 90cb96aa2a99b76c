import { describe, expect, test } from 'vitest';
import { findObservables } from './find.ts';
import { hostileTexts } from './fixtures/hostile.ts';

/** `type value`, nested ones after `> `. */
function found(text: string): string[] {
  return findObservables(text).finds.map(
    ({ type, value, nestedIn }) => `${nestedIn === undefined ? '' : '> '}${type} ${value}`,
  );
}

const md5 = '68b329da9893e34099c7d8ad5cb9c940';
const sha1 = 'adc83b19e793491b1c6ea0fd8b46cd9f32e592fc';
const sha256 = '01ba4719c80b6fe911b091a7c05124b64eeece964e09c058ef8f9805daca546b';
const jarm = '2ad2ad0002ad2ad00042d42d000000ad9bf51cc3f5a1e29eecb81d0c7b06eb';

const cases: Readonly<
  Record<string, readonly (readonly [text: string, finds: readonly string[]])[]>
> = {
  'IPv4 addresses': [
    ['ping 1.2.3.4.', ['ipv4 1.2.3.4']],
    ['1[.]2(.)3{.}4', ['ipv4 1.2.3.4']],
    ['1.2.3.4.5 and .1.2.3.4 and 1.2.3.256', []],
    ['01.2.3.4 and 0x1.2.3.4', []],
    ['version 1.2.3.4, Section 1.2.3.4 and Chrome/119.0.0.0', []],
    ['version 1[.]2[.]3[.]4', ['ipv4 1.2.3.4']],
    ['from 1.2.3.4-1.2.3.9', ['ipv4 1.2.3.4', 'ipv4 1.2.3.9']],
    ['outside 1.2.3.4/tcp', ['ipv4 1.2.3.4']],
    ['1.2.3.4/gate.php', ['url 1.2.3.4/gate.php', '> ipv4 1.2.3.4']],
    ['10.0.0.0/8 and 1.2.3.4/33', ['cidr 10.0.0.0/8', 'ipv4 1.2.3.4']],
    ['block 1.2.3.4/32', ['cidr 1.2.3.4/32', '> ipv4 1.2.3.4']],
  ],
  'IPv6 addresses': [
    ['from 2001:DB8::1 to [2001:db8::2]:443', ['ipv6 2001:db8::1', 'ipv6 2001:db8::2']],
    ['fe80::1%eth0 and ::1', ['ipv6 fe80::1', 'ipv6 ::1']],
    ['2001:db8:0:0:0:0:0:9:53', ['ipv6 2001:db8::9']],
    ['2001:db8::/32', ['cidr 2001:db8::/32']],
    ['::ffff:1.2.3.4', ['ipv6 ::ffff:1.2.3.4', '> ipv4 1.2.3.4']],
    ['fe80[:][:]1', ['ipv6 fe80::1']],
    ['12:34:56, std::vector, a::b, 1::2::3 and ::', []],
  ],
  'host names': [
    [
      'evil.com, www.evil.co.uk. and EVIL.RU',
      ['domain evil.com', 'domain www.evil.co.uk', 'domain evil.ru'],
    ],
    ['bücher.de xn--bcher-kva.de', ['domain xn--bcher-kva.de', 'domain xn--bcher-kva.de']],
    ['访问evil.com下载', ['domain evil.com']],
    ['_dmarc.evil.com but evil_x.com', ['domain _dmarc.evil.com']],
    ['co.uk and smtp.mailfrom', []],
    ['expyuzz4wqqyqhjn.onion', ['domain expyuzz4wqqyqhjn.onion']],
    ['evil.com/other.net', ['domain evil.com', 'domain other.net']],
    ['it ended.No more', []],
    [
      'com.android.app, foo.bar(), console.log, logger.info("x"), event.id, $obj.name and ASP.NET',
      [],
    ],
    ['Win32/Agent.HR and MSIL/Kryptik.TV', []],
    ['dns.question.name=evil.com', ['domain evil.com']],
  ],
  'names of files': [
    [
      'setup.py README.md invoice.zip evil.exe',
      ['filename setup.py', 'filename README.md', 'filename invoice.zip', 'filename evil.exe'],
    ],
    [
      'https://evil.zip/path and evil[.]zip',
      ['url https://evil.zip/path', '> domain evil.zip', 'domain evil.zip'],
    ],
    ['main.rs but blic.rs', ['filename main.rs', 'domain blic.rs']],
    [`drop-${md5}.exe`, [`filename drop-${md5}.exe`, `> md5 ${md5}`]],
    ['C:\\Program Files\\Foo Bar\\x.dll, then', ['filename C:\\Program Files\\Foo Bar\\x.dll']],
    [
      '%APPDATA%\\a\\b.exe \\\\srv\\share\\c.exe',
      ['filename %APPDATA%\\a\\b.exe', 'filename \\\\srv\\share\\c.exe'],
    ],
    ['/etc/passwd and/or /24 ~/.ssh/id_rsa', ['filename /etc/passwd', 'filename ~/.ssh/id_rsa']],
  ],
  URLs: [
    ['hxxps[://]evil[.]com[/]a', ['url https://evil.com/a', '> domain evil.com']],
    [
      'h**p://evil(dot)com meow://cat[.]top',
      ['url http://evil.com', '> domain evil.com', 'url http://cat.top', '> domain cat.top'],
    ],
    ['fxp://1[.]2[.]3[.]4/x', ['url ftp://1.2.3.4/x', '> ipv4 1.2.3.4']],
    ['https:\\/\\/evil.com\\/x', ['url https://evil.com/x', '> domain evil.com']],
    ['http%3A%2F%2Fevil.com%2Fx', ['url http://evil.com/x', '> domain evil.com']],
    ['http%253A%252F%252Fevil.com%252Fx', ['url http://evil.com/x', '> domain evil.com']],
    ['http://evil&#46;com/?a=1&amp;b=2', ['url http://evil.com/?a=1&b=2', '> domain evil.com']],
    ['http:// evil.com/x', ['url http://evil.com/x', '> domain evil.com']],
    ['(see http://evil.com/a_(b)).', ['url http://evil.com/a_(b)', '> domain evil.com']],
    [
      '[x](http://evil.com/a) ++http://evil.com/b++',
      ['url http://evil.com/a', '> domain evil.com', 'url http://evil.com/b', '> domain evil.com'],
    ],
    ['http://evil.com/a[here].', ['url http://evil.com/a', '> domain evil.com']],
    ['http://evil.com/?a[0]=1', ['url http://evil.com/?a[0]=1', '> domain evil.com']],
    ['<a href="http://evil.com/q">', ['url http://evil.com/q', '> domain evil.com']],
    ['http://u:p@EVIL.com:81/X', ['url http://u:p@evil.com:81/X', '> domain evil.com']],
    ['http://[2001:db8::1]:80/x', ['url http://[2001:db8::1]:80/x', '> ipv6 2001:db8::1']],
    [
      'http://evil.com/a,http://evil.com/b',
      ['url http://evil.com/a', '> domain evil.com', 'url http://evil.com/b', '> domain evil.com'],
    ],
    ['evil.com/path', ['url evil.com/path', '> domain evil.com']],
    [
      `https://evil.com/file/${sha256}`,
      [`url https://evil.com/file/${sha256}`, '> domain evil.com', `> sha256 ${sha256}`],
    ],
    [
      'https://safelinks.evil.org/?url=http%3A%2F%2Fevil.com%2Fa&data=05',
      [
        'url https://safelinks.evil.org/?url=http%3A%2F%2Fevil.com%2Fa&data=05',
        '> domain safelinks.evil.org',
        '> url http://evil.com/a',
        '> domain evil.com',
      ],
    ],
    [
      'https://check.org/v3/__http://evil.com/a__;!!x',
      [
        'url https://check.org/v3/__http://evil.com/a__;!!x',
        '> domain check.org',
        '> url http://evil.com/a',
        '> domain evil.com',
      ],
    ],
    [
      'https://web.archive.org/web/2020/http://evil.com/a?b',
      [
        'url https://web.archive.org/web/2020/http://evil.com/a?b',
        '> domain web.archive.org',
        '> url http://evil.com/a?b',
        '> domain evil.com',
      ],
    ],
    ['https%3A%2F%2Fevil.com%2Fa%20b', ['url https://evil.com/a%20b', '> domain evil.com']],
    ['http://', []],
  ],
  'e-mail addresses': [
    ['Joe.Doe+x@Evil.com', ['email joe.doe+x@evil.com', '> domain evil.com']],
    ['joe at evil dot com', ['email joe@evil.com', '> domain evil.com']],
    ['joe [at] evil [dot] com', ['email joe@evil.com', '> domain evil.com']],
    ['joe @ evil.com', ['email joe@evil.com', '> domain evil.com']],
    ['hosted at evil.com', ['domain evil.com']],
    ['from=joe@evil.com', ['email joe@evil.com', '> domain evil.com']],
    [
      'user=bounce+1-joe=corp.de@evil.com',
      ['email bounce+1-joe=corp.de@evil.com', '> domain evil.com'],
    ],
    ['bounce-joe=corp.de@evil.com', ['email bounce-joe=corp.de@evil.com', '> domain evil.com']],
    ['joe@1.2.3.4', ['email joe@1.2.3.4', '> ipv4 1.2.3.4']],
    ['logo@2x.png and joe@host', ['filename 2x.png']],
    [
      'Message-ID: <20.abc@mail.evil.com>\nFrom: <joe@evil.com>',
      ['message-id 20.abc@mail.evil.com', 'email joe@evil.com', '> domain evil.com'],
    ],
  ],
  'hashes and identifiers': [
    [`${md5} ${sha1.toUpperCase()} ${sha256}`, [`md5 ${md5}`, `sha1 ${sha1}`, `sha256 ${sha256}`]],
    [`words${md5}words ${md5}0`, []],
    [jarm, [`jarm ${jarm}`]],
    [
      'CVE-2024-12345 cve-2021-4034 CVE\u20112024\u201112345',
      ['cve CVE-2024-12345', 'cve CVE-2021-4034', 'cve CVE-2024-12345'],
    ],
    [
      'T1059.001 TA0001 G0016 S0154 T1156.0012 foot1329',
      [
        'attack-technique T1059.001',
        'attack-technique TA0001',
        'attack-technique G0016',
        'attack-technique S0154',
      ],
    ],
    ['AS15169 ASN64500 AS99999999999', ['asn AS15169', 'asn AS64500']],
    [
      '00:11:22:AA:bb:cc 00-11-22-aa-bb-cc 0011.22aa.bbcc',
      Array.from({ length: 3 }, () => 'mac 00:11:22:aa:bb:cc'),
    ],
    ['{0A1B2C3D-1111-2222-3333-444455556666}', ['uuid 0a1b2c3d-1111-2222-3333-444455556666']],
    [
      'HKLM\\Software\\Microsoft\\Windows NT\\Run HKCU\\X',
      [
        'registry-key HKEY_LOCAL_MACHINE\\Software\\Microsoft\\Windows NT\\Run',
        'registry-key HKEY_CURRENT_USER\\X',
      ],
    ],
  ],
  'text that is not defanged': [
    ['list[0].name, foo().bar, text (.com names), file(.exe), (see foo).Bar', []],
    ['the dot com bubble', []],
  ],
};

for (const [kind, rows] of Object.entries(cases)) {
  describe(kind, () => {
    test.each(rows)('in %j', (text, finds) => {
      expect(found(text)).toEqual(finds);
    });
  });
}

test('tells where each find stands in the text as given, its port, its parent, why it is one and why it is noise', () => {
  expect(findObservables('x hxxp://10[.]0.0.1:81/').finds).toEqual([
    {
      type: 'url',
      value: 'http://10.0.0.1:81/',
      text: 'hxxp://10[.]0.0.1:81/',
      start: 2,
      end: 23,
      why: 'begins with http://, refanged',
      noise: 'private address',
    },
    {
      type: 'ipv4',
      value: '10.0.0.1',
      text: '10[.]0.0.1',
      start: 9,
      end: 19,
      why: 'host of the URL',
      nestedIn: 0,
      port: 81,
      noise: 'private address',
    },
  ]);
});

test.each([
  ['8.8.8.8', 'public resolver'],
  ['192.0.2.1', 'documentation address'],
  ['example.com', 'example domain'],
  ['mail.corp.de', 'own domain corp.de'],
  ['joe@corp.de', 'own mail suffix corp.de'],
  ['5.6.7.8', 'own range 5.6.7.0/24'],
  ['www.google.com', 'well-known site'],
  ['d41d8cd98f00b204e9800998ecf8427e', 'hash of an empty file'],
  ['evil.com', undefined],
])('marks %s as %s', (text, noise) => {
  const own = { domains: ['corp.de'], ranges: ['5.6.7.0/24'], mailSuffixes: ['@corp.de'] };
  expect(findObservables(text, { own }).finds[0]?.noise).toBe(noise);
});

test.each([
  [
    'JSON',
    '{"dns":{"question":[{"name":"evil.com"}]},"ip":"1.2.3.4"}',
    ['dns.question.name', 'ip'],
  ],
  ['NDJSON', '{"a":"evil.com"}\n{"b":"1.2.3.4"}\n', ['a', 'b']],
  [
    'CSV',
    'time,src_ip,"host"\n1,1.2.3.4,evil.com\n2,1.2.3.5,"evil.ru"\n',
    ['src_ip', 'host', 'src_ip', 'host'],
  ],
  ['key=value', 'act=deny src=1.2.3.4 dhost="evil.com" then 1.2.3.5', ['src', 'dhost', undefined]],
])('keeps the field of each value in %s', (_, text, fields) => {
  expect(findObservables(text).finds.map(({ field }) => field)).toEqual(fields);
});

test('a cell of a table ends a URL', () => {
  expect(found('url,ip\nhttp://evil.com/a,1.2.3.4\n')).toEqual([
    'url http://evil.com/a',
    '> domain evil.com',
    'ipv4 1.2.3.4',
  ]);
});

test('stops after as many finds as were asked for and says so', () => {
  const { finds, cut } = findObservables('1.1.1.1 '.repeat(10), { maxFinds: 3 });
  expect([finds.length, cut]).toEqual([3, true]);
});

test('offsets hold across the blocks that a large text is read in', () => {
  const { finds } = findObservables(`${'lorem ipsum '.repeat(60_000)}evil[.]com`);
  expect(finds).toEqual([
    {
      type: 'domain',
      value: 'evil.com',
      text: 'evil[.]com',
      start: 720_000,
      end: 720_010,
      why: 'a name that ends in .com, refanged',
    },
  ]);
});

// How fast is measured by `npm run bench`; whatever is not linear does not come back from here.
test.each(hostileTexts(200_000))('reads %s', (_, text) => {
  const { finds } = findObservables(text);
  expect(finds.every((find) => text.slice(find.start, find.end) === find.text)).toBe(true);
});
