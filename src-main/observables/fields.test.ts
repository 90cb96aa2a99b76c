import { describe, expect, test } from 'vitest';
import { fieldsOf } from './fields.ts';

type Case = readonly [name: string, text: string, fields: Readonly<Record<string, string | null>>];

/** The field of each value, where it stands first in the text. */
function fieldsIn(text: string, values: readonly string[]): Record<string, string | null> {
  const fields = fieldsOf(text);
  const places = values.map((value) => ({ value, at: text.indexOf(value) }));
  const missing = places.filter(({ at }) => at < 0);
  expect(missing).toEqual([]);
  const inOrder = places.toSorted((one, other) => one.at - other.at);
  return Object.fromEntries(inOrder.map(({ value, at }) => [value, fields.at(at)]));
}

const bom = '\ufeff';

const cases: Record<string, readonly Case[]> = {
  JSON: [
    [
      'nested keys, arrays without indexes',
      '{"dns":{"question":[{"name":"evil.com"}]},"ips":["1.2.3.4",["5.6.7.8"]]}',
      { 'evil.com': 'dns.question.name', '1.2.3.4': 'ips', '5.6.7.8': 'ips' },
    ],
    [
      'dotted keys as they are',
      '{"dns.question.name": "evil.com", "source": {"geo.ip": "1.2.3.4"}}',
      { 'evil.com': 'dns.question.name', '1.2.3.4': 'source.geo.ip' },
    ],
    [
      'a pretty document with a byte order mark',
      `${bom}{\r\n  "event" : {\r\n    "url" : [\r\n      "http://evil.com/",\r\n      "http://evil.ru/"\r\n    ]\r\n  },\r\n  "n": 12, "ip":\r\n "1.2.3.4"\r\n}`,
      { 'evil.com': 'event.url', 'evil.ru': 'event.url', '1.2.3.4': 'ip' },
    ],
    [
      'an array of records',
      '[\n  {"ip": "1.2.3.4"},\n  {"ip": "5.6.7.8", "x": null}, "evil.com"\n]',
      { '1.2.3.4': 'ip', '5.6.7.8': 'ip', 'evil.com': null },
    ],
    [
      'a little prose before and after',
      'The API said (see "docs"):\n\n{"ip": "1.2.3.4"}\n\nso block it, and evil.com too.',
      { '1.2.3.4': 'ip', 'evil.com': null },
    ],
    [
      'a syslog prefix',
      '<134>Nov 21 10:00:00 host-1 app[12]: {"src":{"ip":"1.2.3.4"}} from evil.com',
      { 'host-1': null, '1.2.3.4': 'src.ip', 'evil.com': null },
    ],
    [
      'keys that are observables stand in their parent',
      '{"a":"x","evil.com":{"resolutions":{"1.2.3.4":{"seen":"5.6.7.8"}}}}',
      {
        'evil.com': null,
        '1.2.3.4': 'evil.com.resolutions',
        '5.6.7.8': 'evil.com.resolutions.1.2.3.4.seen',
      },
    ],
    [
      'escapes in keys and values',
      String.raw`{"a\/b":"say \"evil.com\"","c\u002ed":"C:\\1.2.3.4\\","e":"5.6.7.8"}`,
      { 'evil.com': 'a/b', '1.2.3.4': 'c.d', '5.6.7.8': 'e' },
    ],
    [
      'JSON in a string of JSON, twice',
      JSON.stringify({
        message: JSON.stringify({
          src: '1.2.3.4',
          raw: JSON.stringify([{ host: { name: 'evil.com' } }]),
        }),
        log: 'src=5.6.7.8',
      }),
      { '1.2.3.4': 'message.src', 'evil.com': 'message.raw.host.name', '5.6.7.8': 'log' },
    ],
    [
      'a string that begins like JSON and is none',
      JSON.stringify({ script: '{ $c2 = "evil.com" }', guid: '{"1.2.3.4', list: '["5.6.7.8"]' }),
      { 'evil.com': 'script', '1.2.3.4': 'guid', '5.6.7.8': 'list' },
    ],
    [
      'what Python prints',
      `{'ip': '1.2.3.4', 'note': "it's evil.com", 'a': [{'b': 'evil.ru', 'c': None}]}`,
      { '1.2.3.4': 'ip', 'evil.com': 'note', 'evil.ru': 'a.b' },
    ],
    [
      'a piece of a document',
      '    "question": {\n      "name": "evil.com"\n    },\n    "ip": "1.2.3.4",\n    "ips": [\n      "5.6.7.8"\n    ]\n',
      { 'evil.com': 'question.name', '1.2.3.4': 'ip', '5.6.7.8': 'ips' },
    ],
    [
      'a piece of a document whose keys are observables',
      '"evil.com": "C2",\n"1.2.3.4": {"ip": "5.6.7.8"}\n"guid": "x", evil.ru="y"',
      { 'evil.com': null, '1.2.3.4': null, '5.6.7.8': '1.2.3.4.ip', 'evil.ru': null },
    ],
    [
      'nothing where the grammar is broken',
      '{"cmd":"powershell "iwr http://evil.com/a" now","ip":"1.2.3.4","b":1 "evil.ru"}',
      { 'evil.com': null, '1.2.3.4': 'ip', 'evil.ru': null },
    ],
    [
      'a raw line break in a string of a pretty document',
      '{\n  "a": {\n    "m": "evil.com\nevil.ru",\n    "ip": "1.2.3.4"\n  }\n}',
      { 'evil.com': 'a.m', 'evil.ru': null, '1.2.3.4': 'a.ip' },
    ],
    [
      'braces of code',
      'if (x) {"evil.com", "evil.ru"}; if (x) { "1.2.3.4" }',
      { 'evil.com': null, 'evil.ru': null, '1.2.3.4': null },
    ],
  ],

  NDJSON: [
    [
      'one record a line',
      '{"a":"evil.com"}\n{"b":{"c":"1.2.3.4"}}\r\n\n{"d":["5.6.7.8"]}',
      { 'evil.com': 'a', '1.2.3.4': 'b.c', '5.6.7.8': 'd' },
    ],
    [
      'lines cut off in a string, after a key, in a number, in the middle of nowhere',
      [
        '{"a":{"b":"evil.co',
        '{"ip":"1.1.1.1"}',
        '{"a":{"b":12',
        '{"ip":"2.2.2.2"}',
        '{"a":{"b":1,',
        '{"ip":"3.3.3.3"}',
        '{"a":{"b":"c"',
        '{"ip":"4.4.4.4"}}}',
        'garbage }}}]] "',
        '{"ip":"5.5.5.5"}',
      ].join('\n'),
      {
        'evil.co': 'a.b',
        '1.1.1.1': 'ip',
        '2.2.2.2': 'ip',
        '3.3.3.3': 'ip',
        '4.4.4.4': 'ip',
        '5.5.5.5': 'ip',
      },
    ],
    [
      'after a time and a name',
      '2026-11-21T10:00:00Z app {"src_ip":"1.2.3.4"}\n2026-11-21T10:00:01Z app {"src_ip":"5.6.7.8","m":"cut off \n2026-11-21T10:00:02Z evil.com app {"dest":{"ip":"9.9.9.8"}}',
      { '1.2.3.4': 'src_ip', '5.6.7.8': 'src_ip', 'evil.com': null, '9.9.9.8': 'dest.ip' },
    ],
    [
      'prose after a record that is cut off',
      '{"a":"b","c":12\nThe host "evil.com" was seen, and "1.2.3.4" too.',
      { 'evil.com': null, '1.2.3.4': null },
    ],
  ],

  'logs of products': [
    [
      'Suricata EVE',
      '{"timestamp":"2026-11-21T10:00:00.1+0000","event_type":"dns","src_ip":"10.1.1.5","dest_ip":"10.1.1.1","dns":{"type":"query","rrname":"evil.com","answers":[{"rdata":"1.2.3.4"}]},"tls":{"sni":"c2.evil.ru","fingerprint":"aa:bb"}}',
      {
        '10.1.1.5': 'src_ip',
        '10.1.1.1': 'dest_ip',
        'evil.com': 'dns.rrname',
        '1.2.3.4': 'dns.answers.rdata',
        'c2.evil.ru': 'tls.sni',
      },
    ],
    [
      'Zeek as JSON',
      '{"ts":1700000000.1,"uid":"CAbc","id.orig_h":"10.1.1.5","id.resp_h":"1.2.3.4","query":"evil.com","answers":["5.6.7.8"]}',
      {
        '10.1.1.5': 'id.orig_h',
        '1.2.3.4': 'id.resp_h',
        'evil.com': 'query',
        '5.6.7.8': 'answers',
      },
    ],
    [
      'a MISP event',
      '{"Event":{"info":"x","Attribute":[{"type":"ip-dst|port","value":"1.2.3.4|443"}],"Object":[{"Attribute":[{"type":"domain","value":"evil.com"}]}]}}',
      { '1.2.3.4': 'Event.Attribute.value', 'evil.com': 'Event.Object.Attribute.value' },
    ],
    [
      'STIX 2.1',
      `{"type":"bundle","objects":[{"type":"indicator","pattern":"[domain-name:value = 'evil.com']","external_references":[{"url":"https://vendor.com/r"}]}]}`,
      { 'evil.com': 'objects.pattern', 'vendor.com': 'objects.external_references.url' },
    ],
    [
      'VirusTotal',
      '{"data":{"attributes":{"last_analysis_results":{"Bkav":{"result":"evil.com"}},"names":["invoice.exe"]},"links":{"self":"https://www.virustotal.com/api"}}}',
      {
        'evil.com': 'data.attributes.last_analysis_results.Bkav.result',
        'invoice.exe': 'data.attributes.names',
        'www.virustotal.com': 'data.links.self',
      },
    ],
    [
      'Zeek as TSV',
      '#separator \\x09\n#set_separator\t,\n#fields\tts\tuid\tid.orig_h\tid.resp_h\tquery\tanswers\n#types\ttime\tstring\taddr\taddr\tstring\tvector[string]\n1700000000.1\tCAbc\t10.1.1.5\t1.2.3.4\t"evil.com\t5.6.7.8,9.9.9.8\n#close\t2026\n',
      {
        '10.1.1.5': 'id.orig_h',
        '1.2.3.4': 'id.resp_h',
        'evil.com': 'query',
        '5.6.7.8': 'answers',
        '9.9.9.8': 'answers',
      },
    ],
    [
      'IIS, with other columns further down',
      '#Software: Microsoft IIS\r\n#Fields: date time s-ip cs-method cs-uri-stem c-ip cs(Referer)\r\n2026-11-21 10:00:00 10.1.1.5 GET /a.aspx 1.2.3.4 http://evil.com/\r\n#Fields: date c-ip\r\n2026-11-21 5.6.7.8\r\n',
      {
        '10.1.1.5': 's-ip',
        '/a.aspx': 'cs-uri-stem',
        '1.2.3.4': 'c-ip',
        'evil.com': 'cs(Referer)',
        '5.6.7.8': 'c-ip',
      },
    ],
    [
      'a web proxy, with quotes',
      '#Fields: date cs(User-Agent) cs-host\n2026-11-21 "Mozilla/5.0 (x; 1.2.3.4)" evil.com\n',
      { '1.2.3.4': 'cs(User-Agent)', 'evil.com': 'cs-host' },
    ],
    [
      'CloudFront, which names with blanks and separates by tabs',
      '#Version: 1.0\n#Fields: date time c-ip cs(Host)\n2026-11-21\t10:00:00\t1.2.3.4\tevil.com\n',
      { '1.2.3.4': 'c-ip', 'evil.com': 'cs(Host)' },
    ],
    [
      'an export whose header is a comment',
      '# Feed of URLs, made 2026-11-21, see vendor.com\n#\n# id,dateadded,url,tags\n"1","2026-11-21","http://evil.com/a,b","exe,evil.ru"\n',
      { 'vendor.com': null, 'evil.com': 'url', 'evil.ru': 'tags' },
    ],
    [
      'CEF, whose values hold blanks',
      'Nov 21 10:00:00 fw CEF:0|Vendor|Product|1.0|100|Site \\| blocked|5|src=1.2.3.4 dst=5.6.7.8 msg=visit to evil.com was blocked request=http://evil.ru/?a\\=b cs1Label=C2 cs1=c2.evil.cn\nnext 9.9.9.8',
      {
        '1.2.3.4': 'src',
        '5.6.7.8': 'dst',
        'evil.com': 'msg',
        'evil.ru': 'request',
        'c2.evil.cn': 'cs1',
        '9.9.9.8': null,
      },
    ],
    [
      'LEEF 1 and 2',
      'LEEF:1.0|V|P|1|ID|src=1.2.3.4\tmsg=see evil.com now\turl=http://evil.ru/?x=5.6.7.8\nLEEF:2.0|V|P|1|ID|^|dst=9.9.9.8^usrName=joe@evil.cn',
      {
        '1.2.3.4': 'src',
        'evil.com': 'msg',
        'evil.ru': 'url',
        '5.6.7.8': 'url',
        '9.9.9.8': 'dst',
        'joe@evil.cn': 'usrName',
      },
    ],
    [
      'iptables',
      'kernel: [1.2] IN=eth0 OUT= MAC=00:11 SRC=1.2.3.4 DST=5.6.7.8 LEN=40',
      { '1.2.3.4': 'SRC', '5.6.7.8': 'DST' },
    ],
    [
      'Fortinet',
      'date=2026-11-21 devname="FW 1" srcip=1.2.3.4 hostname="evil.com" msg="URL was blocked: http://evil.ru/ by rule" dstip=5.6.7.8',
      { '1.2.3.4': 'srcip', 'evil.com': 'hostname', 'evil.ru': 'msg', '5.6.7.8': 'dstip' },
    ],
    [
      'Postfix',
      'postfix/smtp[1]: AB12: to=<joe@evil.com>, relay=mx.evil.ru[1.2.3.4]:25, status=sent (250 ok from evil.cn)',
      { 'joe@evil.com': 'to', 'mx.evil.ru': 'relay', '1.2.3.4': 'relay', 'evil.cn': null },
    ],
    [
      'Check Point',
      '[action:"Accept"; src:"1.2.3.4"; dst:"5.6.7.8"]',
      { '1.2.3.4': 'src', '5.6.7.8': 'dst' },
    ],
    [
      'a Windows event as text and as XML',
      'Network Information:\r\n\tSource Network Address:\t1.2.3.4\r\n\tSource Port:\t\t0\r\n<EventData><Data Name="DestinationIp">5.6.7.8</Data><Data Name=\'QueryName\'>evil.com</Data><x>evil.ru</x>',
      {
        '1.2.3.4': 'Source Network Address',
        '5.6.7.8': 'DestinationIp',
        'evil.com': 'QueryName',
        'evil.ru': null,
      },
    ],
    [
      'none of Cisco ASA, of Apache',
      '%ASA-6-302013: Built outbound TCP connection 1 for outside:1.2.3.4/80\n5.6.7.8 - - [21/Nov/2026:10:00:00 +0000] "GET /a?ip=9.9.9.8&u=evil.com HTTP/1.1" 200 1 "http://evil.ru/?q=evil.cn" "curl"',
      {
        '1.2.3.4': null,
        '5.6.7.8': null,
        '9.9.9.8': null,
        'evil.com': null,
        'evil.ru': null,
        'evil.cn': null,
      },
    ],
  ],

  tables: [
    [
      'quoted cells with delimiters, quotes and line breaks',
      'time,"src ip",note,host\r\n1,1.2.3.4,"a, ""b"",\r\nevil.com, c",evil.ru\r\n2,5.6.7.8,6" disk,evil.cn\r\n',
      {
        '1.2.3.4': 'src ip',
        'evil.com': 'note',
        'evil.ru': 'host',
        '5.6.7.8': 'src ip',
        'evil.cn': 'host',
      },
    ],
    [
      'a byte order mark, the line of Excel, semicolons',
      `${bom}sep=;\nIP;Domain;Kommentar zur Sache\n1.2.3.4;evil.com;a, b\n`,
      { '1.2.3.4': 'IP', 'evil.com': 'Domain' },
    ],
    [
      'tabs',
      'Indicator\tType\n1.2.3.4\tip\nevil.com\tdomain\n',
      { '1.2.3.4': 'Indicator', 'evil.com': 'Indicator' },
    ],
    ['bars with blanks', 'name | address\nbeacon | 1.2.3.4\n', { '1.2.3.4': 'address' }],
    [
      'numbered rows without a name',
      ',ip,domain\n0,1.2.3.4,evil.com\n',
      { '1.2.3.4': 'ip', 'evil.com': 'domain' },
    ],
    [
      'blanks after commas, when there are rows enough',
      'id, ip, domain\n1, 1.2.3.4, "evil.com"\n2, 5.6.7.8, evil.ru',
      { '1.2.3.4': 'ip', 'evil.com': 'domain', 'evil.ru': 'domain' },
    ],
    [
      'dotted names of columns',
      '@timestamp,source.ip,dns.question.name,url.full\n2026,1.2.3.4,evil.com,http://evil.ru/\n',
      { '1.2.3.4': 'source.ip', 'evil.com': 'dns.question.name', 'evil.ru': 'url.full' },
    ],
    [
      'names of packets',
      '"No.","Time","Source","Destination"\n"1","0.0","1.2.3.4","5.6.7.8"\n',
      { '1.2.3.4': 'Source', '5.6.7.8': 'Destination' },
    ],
    [
      'hashes below their names',
      'md5,sha256\nd41d8cd98f00b204e9800998ecf8427e,e3b0c44298fc1c149afbf4c8996fb924\n',
      { d41d8cd9: 'md5', e3b0c442: 'sha256' },
    ],
    [
      'rows that are too long to be sure of, too short, empty',
      'ip,url\n1.2.3.4,http://evil.com/a\n5.6.7.8,http://evil.ru/a,b\n\n9.9.9.8\n4.3.2.1,http://evil.cn/\n1,2\n',
      {
        '1.2.3.4': 'ip',
        'evil.com': 'url',
        '5.6.7.8': null,
        'evil.ru': null,
        '9.9.9.8': null,
        '4.3.2.1': 'ip',
        'evil.cn': 'url',
      },
    ],
    [
      'a quote that nothing closes',
      'a,b,c\n"1.2.3.4,evil.com,x\n5.6.7.8,evil.ru,y\n',
      { '1.2.3.4': 'a', 'evil.com': 'b', 'evil.ru': 'b' },
    ],
    [
      'the names themselves have none',
      'evil_com,ip\nx,1.2.3.4\n',
      { evil_com: null, '1.2.3.4': 'ip' },
    ],
    [
      'no header: domains',
      'evil.com,malware\nevil.ru,phishing\n',
      { 'evil.com': null, 'evil.ru': null },
    ],
    [
      'no header: names of malware and domains',
      'Emotet,evil.info\nQakbot,evil.ru\n',
      { 'evil.ru': null },
    ],
    ['no header: identifiers', 'T1059,evil\nT1071,evil.com\n', { 'evil.com': null }],
    ['no header: addresses', '1.2.3.4,443\n5.6.7.8,80\n', { '5.6.7.8': null }],
    ['no header: files', 'invoice.exe,bad\nupdate.exe,evil.com\n', { 'evil.com': null }],
    ['no header: mail', 'joe@evil.com,x\nann@evil.ru,y\n', { 'ann@evil.ru': null }],
  ],

  'tables among prose': [
    [
      'Markdown',
      '# Report\n\nThe C2s, all of them:\n\n| Indicator | Type | Note |\n|---|:---:|---|\n| evil.com | domain | a, b |\n| 1.2.3.4 | ip | see 5.6.7.8 |\n\nAlso evil.ru | 9.9.9.8 | x\n',
      {
        'evil.com': 'Indicator',
        '1.2.3.4': 'Indicator',
        '5.6.7.8': 'Note',
        'evil.ru': null,
        '9.9.9.8': null,
      },
    ],
    [
      'copied from a page or a sheet, under a caption',
      'See below.\n\nSheet IOC:\nIndicator\tType\tSeen\nevil.com\tdomain\t2026\n1.2.3.4\tip\t2026\nLink in A1: <http://evil.ru/>\n\nNote\tof evil.cn\n',
      { 'evil.com': 'Indicator', '1.2.3.4': 'Indicator', 'evil.ru': null, 'evil.cn': null },
    ],
    [
      'prose right under a table that begins the text',
      'ip,domain\n1.2.3.4,evil.com\n5.6.7.8,evil.ru\n\nPlease block these and evil.cn\n',
      { '1.2.3.4': 'ip', 'evil.com': 'domain', 'evil.ru': 'domain', 'evil.cn': null },
    ],
  ],

  'key=value': [
    [
      'logfmt',
      'level=info msg="connect to evil.com failed" addr=1.2.3.4:80 err="dial \\"evil.ru\\" 5.6.7.8" done 9.9.9.8',
      { 'evil.com': 'msg', '1.2.3.4': 'addr', 'evil.ru': 'err', '5.6.7.8': 'err', '9.9.9.8': null },
    ],
    [
      'commas, semicolons, brackets',
      'a=1,src=1.2.3.4;dst=5.6.7.8 (host=evil.com) [ip=9.9.9.8]',
      { '1.2.3.4': 'src', '5.6.7.8': 'dst', 'evil.com': 'host', '9.9.9.8': 'ip' },
    ],
    [
      'lists',
      'dns=1.2.3.4,5.6.7.8 evil.com',
      { '1.2.3.4': 'dns', '5.6.7.8': 'dns', 'evil.com': null },
    ],
    ['no value', 'user= src=1.2.3.4 dst= 5.6.7.8', { '1.2.3.4': 'src', '5.6.7.8': null }],
    [
      'source code',
      'const c2   = "evil.com";\nIP = [\n  "1.2.3.4", "5.6.7.8"\n]\n$u = \'http://evil.ru/\'\nx := "evil.cn"',
      { 'evil.com': 'c2', '1.2.3.4': 'IP', '5.6.7.8': 'IP', 'evil.ru': 'u', 'evil.cn': 'x' },
    ],
    [
      'a URL as a value, with its query',
      'url=http://evil.com/?ip=1.2.3.4&u=http://evil.ru/ src=5.6.7.8',
      { 'evil.com': 'url', '1.2.3.4': 'url', 'evil.ru': 'url', '5.6.7.8': 'src' },
    ],
    [
      'JSON as a value',
      'time=1 event={"src":"1.2.3.4"} host=evil.com',
      { '1.2.3.4': 'event.src', 'evil.com': 'host' },
    ],
    [
      'names in certificates and policies',
      'CN=evil.com, O=Evil; v=spf1 ip4:1.2.3.4 client-ip=5.6.7.8;',
      { 'evil.com': 'CN', '1.2.3.4': null, '5.6.7.8': 'client-ip' },
    ],
  ],

  messages: [
    [
      'an e-mail: the name of the header, and none in the body',
      'Received: from mx.evil.com (mx.evil.com [1.2.3.4])\r\n\tby mail.corp.de with ESMTP id=x; Sat\r\nFrom: "Joe" <joe@evil.ru>\r\nSubject: Invoice\r\nMessage-ID: <a@evil.cn>\r\n\r\nDear all: see www.evil.net\r\nTo: 5.6.7.8',
      {
        'mx.evil.com': 'Received',
        '1.2.3.4': 'Received',
        'mail.corp.de': 'Received',
        'joe@evil.ru': 'From',
        'a@evil.cn': 'Message-ID',
        'www.evil.net': null,
        '5.6.7.8': null,
      },
    ],
    [
      'an e-mail that was read from a file',
      'File: mail.eml\nSize: 12 bytes\nMD5: d41d8cd98f00b204e9800998ecf8427e\n\nReceived: from evil.com\nFrom: joe@evil.ru\n\nBody of evil.cn\n',
      {
        d41d8cd98f00b204e9800998ecf8427e: null,
        'evil.com': 'Received',
        'joe@evil.ru': 'From',
        'evil.cn': null,
      },
    ],
    [
      'HTTP',
      'POST /gate.php HTTP/1.1\nHost: evil.com\nUser-Agent: curl\n\nip=1.2.3.4&u=evil.ru',
      { 'evil.com': 'Host', '1.2.3.4': 'ip', 'evil.ru': null },
    ],
    [
      'a report with a title and a date is none',
      'Title: Evil.com strikes\nDate: 2026\n\nC2: evil.com',
      { 'evil.com': null },
    ],
  ],

  'text without fields': [
    [
      'prose with commas',
      'Dear all, please block\nevil.com, evil.ru, and 1.2.3.4\n',
      { 'evil.com': null, 'evil.ru': null, '1.2.3.4': null },
    ],
    [
      'prose of even commas',
      'The actor, as before\nused evil.com, twice\nand 1.2.3.4, once\n',
      { 'evil.com': null, '1.2.3.4': null },
    ],
    [
      'a list of words, then of values',
      'Domains, addresses\nevil.com, 1.2.3.4\n',
      { 'evil.com': null, '1.2.3.4': null },
    ],
    [
      'query strings',
      'see http://evil.com/?ip=1.2.3.4&d=evil.ru and /a?x=5.6.7.8;y=9.9.9.8',
      { 'evil.com': null, '1.2.3.4': null, 'evil.ru': null, '5.6.7.8': null },
    ],
    ['a form', 'user=joe&ip=1.2.3.4', { '1.2.3.4': null }],
    [
      'HTML',
      '<a class="x"\n href="http://evil.com/" data-ip=1.2.3.4>evil.ru</a><img src=\'http://evil.cn/a.png\'>',
      { 'evil.com': null, '1.2.3.4': null, 'evil.ru': null, 'evil.cn': null },
    ],
    [
      'command lines',
      'powershell -Uri http://evil.com/ --url=http://evil.ru/ -ip:1.2.3.4',
      { 'evil.com': null, 'evil.ru': null, '1.2.3.4': null },
    ],
    [
      'comparisons',
      'if host == "evil.com" or ip != "1.2.3.4" or x => "evil.ru"',
      { 'evil.com': null, '1.2.3.4': null, 'evil.ru': null },
    ],
    [
      'quotations',
      'He said: "evil.com is bad", she wrote "C2": 1.2.3.4',
      { 'evil.com': null, '1.2.3.4': null },
    ],
    ['an empty text', '', {}],
  ],
};

for (const [kind, rows] of Object.entries(cases)) {
  describe(kind, () => {
    test.each(rows)('%s', (_, text, fields) => {
      expect(fieldsIn(text, Object.keys(fields))).toEqual(fields);
    });
  });
}
