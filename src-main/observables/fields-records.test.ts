import { testFields } from './fixtures/field-cases.ts';

const bom = '\ufeff';

testFields({
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
});
