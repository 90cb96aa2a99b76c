import { testFields } from './fixtures/field-cases.ts';

const bom = '\ufeff';

testFields({
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
});
