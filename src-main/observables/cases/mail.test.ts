import { testFinds } from './test-finds.ts';

testFinds('mail is read', [
  [
    'joe@evil.com joe[@]evil[.]com joe[at]evil[dot]com joe(at)evil(dot)com joe@evil[.]com',
    'email joe@evil.com · email joe@evil.com · email joe@evil.com · email joe@evil.com · email joe@evil.com',
  ],
  ['joe [at] evil [dot] com', 'email joe@evil.com'],
  ['joe AT evil DOT com', 'email joe@evil.com'],
  ['mailto:joe@evil.com?subject=x', 'email joe@evil.com'],
  [
    '<joe@evil.com>, "Joe" <joe@evil.com>; joe@evil.com.',
    'email joe@evil.com · email joe@evil.com · email joe@evil.com',
  ],
  [
    "joe+tag@evil.com o'brien@evil.com first.last@mail.evil.co.uk",
    "email joe+tag@evil.com · email o'brien@evil.com · email first.last@mail.evil.co.uk",
  ],
  ["'joe@evil.com'", 'email joe@evil.com'],
  ['email=joe@evil.com&x=1', 'email joe@evil.com'],
  ['joe@[45.77.12.34]', 'email joe@45.77.12.34'],
  ['joe&#64;evil.com', 'email joe@evil.com'],
  ['joe@bücher.de', 'email joe@xn--bcher-kva.de'],
  ['Joe@EVIL.COM', 'email joe@evil.com'],
  ['联系joe@evil.com。', 'email joe@evil.com'],
  [
    'to=<joe@evil.com>, relay=mx.evil.com[45.77.12.34]:25, delay=1.2, status=sent (250 2.0.0 OK)',
    'email joe@evil.com · domain mx.evil.com · ipv4 45.77.12.34',
  ],
  [
    'Received: from evil.com (unknown [45.77.12.34])\n by mx.google.com with ESMTPS id x1si123456.2023.10.12\n for <joe@evil.com>\n (version=TLS1_2 cipher=ECDHE bits=128/128);\n Thu, 12 Oct 2023 07:45:01 -0700 (PDT)',
    'domain evil.com · ipv4 45.77.12.34 · domain mx.google.com · email joe@evil.com',
  ],
  [
    'Authentication-Results: mx.google.com; spf=pass (google.com: domain of joe@evil.com designates 45.77.12.34 as permitted sender) smtp.mailfrom=joe@evil.com; dkim=pass header.i=@evil.com header.s=s1',
    'domain mx.google.com · domain google.com · email joe@evil.com · ipv4 45.77.12.34 · email joe@evil.com · domain evil.com',
  ],
  [
    'ARC-Seal: i=1; a=rsa-sha256; t=1697104501; cv=none; d=google.com; s=arc-20160816; b=X1/yZz+atme/Q==',
    'domain google.com',
  ],
  ['X-Originating-IP: [45.77.12.34]', 'ipv4 45.77.12.34'],
  ['Message-ID: <CAF+abc=123@mail.gmail.com>', 'message-id CAF+abc=123@mail.gmail.com'],
  ['Message-Id: <20231012.1234@evil.com>\r\nSubject: x', 'message-id 20231012.1234@evil.com'],
  ['Message-ID:\n <abc@evil.com>', 'message-id abc@evil.com'],
  ['4BQ1Xy2z3W: message-id=<abc.123@mailer.net>', 'message-id abc.123@mailer.net'],
  ['"Message-ID","<CAF+abc=1@mailer.net>"', 'message-id CAF+abc=1@mailer.net'],
  ['Message-ID: <abc@DESKTOP-123>', 'message-id abc@DESKTOP-123'],
  [
    'In-Reply-To: <a1@b.com>\nReferences: <a1@b.com> <c2@d.com>',
    'message-id a1@b.com · message-id a1@b.com · message-id c2@d.com',
  ],
  [
    'Message-ID: <7b4b2f0c-1111-2222-3333-444455556666@evil.com>',
    'message-id 7b4b2f0c-1111-2222-3333-444455556666@evil.com',
  ],
  [
    'Return-Path: <bounce-123_HTML-456@bounce.evil.com>',
    'email bounce-123_html-456@bounce.evil.com',
  ],
  [
    'X-MS-Exchange-Organization-Network-Message-Id: 7b4b2f0c-1111-2222-3333-444455556666',
    'uuid 7b4b2f0c-1111-2222-3333-444455556666',
  ],
  ['Reply-To: "Support (evil.com)" <joe@evil.com>', 'domain evil.com · email joe@evil.com'],
  ['=?utf-8?B?SGVsbG8=?= <joe@evil.com>', 'email joe@evil.com'],
  ['joe@evil.com:Passw0rd!', 'email joe@evil.com'],
  [
    'joe@evil.com|joe@evil.com;joe@evil.com,joe@evil.com/joe@evil.com',
    'email joe@evil.com · email joe@evil.com · email joe@evil.com · email joe@evil.com · email joe@evil.com',
  ],
  ['spf: v=spf1 a mx include:spf.protection.outlook.com ~all', 'domain spf.protection.outlook.com'],
  ['v=DMARC1; p=reject; rua=mailto:joe@evil.com; pct=100', 'email joe@evil.com'],
]);

testFinds('what only looks like mail is not found', [
  ['joe_at_evil.com', '', 'email'],
  ['X-Mailer: PHPMailer 5.2.27', ''],
  ['Content-ID: <image001.png@01D9FD12.3456ABCD>', '', 'email domain message-id'],
  ['<img src="cid:image001.png@01D9FD12.3456ABCD">', '', 'email domain'],
  ['@evil_c2 and @NoahArticulates on X', ''],
  ['lodash@4.17.21 @types/node@18.0.0 user@host root@kali:~#', ''],
  ['me@home at.the.office', '', 'email'],
]);
