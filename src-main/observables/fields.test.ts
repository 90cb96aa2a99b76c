import { testFields } from './fixtures/field-cases.ts';

testFields({
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
});
