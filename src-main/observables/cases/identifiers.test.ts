import { testFinds } from './test-finds.ts';

const { raw } = String;
const sha512 =
  '01ba4719c80b6fe911b091a7c05124b64eeece964e09c058ef8f9805daca546bb645acad5089f8fe850c90e469eceee46b42150c7a190b119ef6b08c9174ab10';
const sha256 = '01ba4719c80b6fe911b091a7c05124b64eeece964e09c058ef8f9805daca546b';
const sha1 = 'adc83b19e793491b1c6ea0fd8b46cd9f32e592fc';
const md5 = '68b329da9893e34099c7d8ad5cb9c940';
const jarm = '2ad2ad0002ad2ad00042d42d000000ad9bf51cc3f5a1e29eecb81d0c7b06eb';
const uuid = '0a1b2c3d-1111-4222-8333-444455556666';

testFinds('hashes and identifiers are found', [
  [
    'Hashes: SHA1=ADC83B19E793491B1C6EA0FD8B46CD9F32E592FC,MD5=68B329DA9893E34099C7D8AD5CB9C940,SHA256=01BA4719C80B6FE911B091A7C05124B64EEECE964E09C058EF8F9805DACA546B,IMPHASH=68B329DA9893E34099C7D8AD5CB9C940',
    `sha1 ${sha1} · md5 ${md5} · sha256 ${sha256}`,
  ],
  [`sha256:${sha256}`, `sha256 ${sha256}`],
  [`nginx@sha256:${sha256}`, `sha256 ${sha256}`],
  [
    `${sha256}  setup.exe\n${sha256} *run.bin`,
    `sha256 ${sha256} · filename setup.exe · sha256 ${sha256} · filename run.bin`,
  ],
  [`SHA256(file.exe)= ${sha256}`, `filename file.exe · sha256 ${sha256}`],
  [
    `"${md5}", '${sha1}', (${sha256}); [${sha512}]`,
    `md5 ${md5} · sha1 ${sha1} · sha256 ${sha256} · sha512 ${sha512}`,
  ],
  [`${md5},${sha1},${sha256}`, `md5 ${md5} · sha1 ${sha1} · sha256 ${sha256}`],
  [`${md5}:${sha1}`, `md5 ${md5} · sha1 ${sha1}`],
  [`${md5}.exe`, `filename ${md5}.exe`],
  [
    `https://www.virustotal.com/gui/file/${sha256}/detection`,
    `url https://www.virustotal.com/gui/file/${sha256}/detection`,
  ],
  [`pe.imphash() == "${md5}"`, `md5 ${md5}`],
  [`hash.sha256(0, filesize) == "${sha256}"`, `sha256 ${sha256}`],
  ['01ba4719c80b6fe911b091a7c05124b6\u200b4eeece964e09c058ef8f9805daca546b', `sha256 ${sha256}`],
  [`MD5:${md5}`, `md5 ${md5}`],
  [`**${sha1}**|${md5}|`, `sha1 ${sha1} · md5 ${md5}`],
  [`${md5}.`, `md5 ${md5}`],
  ['(CVE-2021-44228, CVE-2021-45046).', 'cve CVE-2021-44228 · cve CVE-2021-45046'],
  ['CVE-2023-12345/CVE-2023-12346', 'cve CVE-2023-12345 · cve CVE-2023-12346'],
  ['CVE–2023–1234 CVE\u20112023\u20111234', 'cve CVE-2023-1234 · cve CVE-2023-1234'],
  ['Exploit.CVE-2017-11882.Gen', 'cve CVE-2017-11882'],
  ['CVE-2021-44228-PoC', 'cve CVE-2021-44228'],
  [
    'https://nvd.nist.gov/vuln/detail/CVE-2021-44228',
    'url https://nvd.nist.gov/vuln/detail/CVE-2021-44228',
  ],
  ['cve.mitre.org: cve-2019-0708', 'domain cve.mitre.org · cve CVE-2019-0708'],
  ['#CVE-2023-1234 and "CVE-2023-1234":', 'cve CVE-2023-1234 · cve CVE-2023-1234'],
  ['AS20473 - The Constant Company, (AS14061), AS9009:', 'asn AS20473 · asn AS14061 · asn AS9009'],
  ['ASN: 20473, ASN 14061', 'asn AS20473 · asn AS14061'],
  ['origin:         AS20473', 'asn AS20473'],
  ['https://bgp.he.net/AS20473', 'url https://bgp.he.net/AS20473'],
  [
    'DHCPACK on 10.0.0.5 to 00:11:22:aa:bb:cc (DESKTOP-1) via eth0',
    'ipv4 10.0.0.5 · mac 00:11:22:aa:bb:cc',
  ],
  [
    '00-11-22-AA-BB-CC, 0011.22AA.BBCC; (00:11:22:aa:bb:cc)',
    'mac 00:11:22:aa:bb:cc · mac 00:11:22:aa:bb:cc · mac 00:11:22:aa:bb:cc',
  ],
  ['ether 00:11:22:aa:bb:cc txqueuelen 1000', 'mac 00:11:22:aa:bb:cc'],
  [
    `{0A1B2C3D-1111-4222-8333-444455556666} urn:uuid:${uuid} "${uuid}"`,
    `uuid ${uuid} · uuid ${uuid} · uuid ${uuid}`,
  ],
  [`indicator--${uuid}`, `uuid ${uuid}`],
  [`id: ${uuid}\nstatus: stable`, `uuid ${uuid}`],
  [`jarm:${jarm}`, `jarm ${jarm}`],
  [
    'T1059, (T1059.001), [T1566.002]: TA0011; G0007 S0154.',
    'attack-technique T1059 · attack-technique T1059.001 · attack-technique T1566.002 · attack-technique TA0011 · attack-technique G0007 · attack-technique S0154',
  ],
  ['tags:\n  - attack.t1059.001\n  - attack.execution', 'attack-technique T1059.001'],
  ['mitre: T1055/T1106 and T1027_obf', 'attack-technique T1055 · attack-technique T1106'],
  [
    'https://attack.mitre.org/techniques/T1059/001/',
    'url https://attack.mitre.org/techniques/T1059/001/',
  ],
  ['T1059.001.', 'attack-technique T1059.001'],
  ['T1059.', 'attack-technique T1059'],
  ['T1059: Command', 'attack-technique T1059'],
  [
    raw`HKEY_CURRENT_USER\Software\Microsoft\Windows\CurrentVersion\Run\Updater`,
    raw`registry-key HKEY_CURRENT_USER\Software\Microsoft\Windows\CurrentVersion\Run\Updater`,
  ],
  [raw`HKLM:\SOFTWARE\Foo`, raw`registry-key HKEY_LOCAL_MACHINE\SOFTWARE\Foo`],
  [
    raw`reg add HKCU\Software\Microsoft\Windows\CurrentVersion\Run /v Evil /t REG_SZ /d "C:\evil.exe" /f`,
    raw`registry-key HKEY_CURRENT_USER\Software\Microsoft\Windows\CurrentVersion\Run · filename C:\evil.exe`,
  ],
  [
    raw`reg add "HKLM\SYSTEM\CurrentControlSet\Services\Evil Svc" /v Start`,
    raw`registry-key HKEY_LOCAL_MACHINE\SYSTEM\CurrentControlSet\Services\Evil Svc`,
  ],
  [raw`[HKEY_LOCAL_MACHINE\SOFTWARE\Foo]`, raw`registry-key HKEY_LOCAL_MACHINE\SOFTWARE\Foo`],
  [
    raw`Computer\HKEY_CURRENT_USER\Control Panel\Desktop`,
    raw`registry-key HKEY_CURRENT_USER\Control Panel\Desktop`,
  ],
  [
    raw`HKU\S-1-5-21-1111-2222-3333-1001\Software\X`,
    raw`registry-key HKEY_USERS\S-1-5-21-1111-2222-3333-1001\Software\X`,
  ],
  [raw`It adds HKCU\Software\Evil to persist.`, raw`registry-key HKEY_CURRENT_USER\Software\Evil`],
  [
    raw`sets HKLM\SOFTWARE\Microsoft\Windows NT\CurrentVersion\Winlogon and reboots`,
    raw`registry-key HKEY_LOCAL_MACHINE\SOFTWARE\Microsoft\Windows NT\CurrentVersion\Winlogon`,
  ],
  [raw`"key":"HKLM\\SOFTWARE\\Foo"`, raw`registry-key HKEY_LOCAL_MACHINE\SOFTWARE\Foo`],
  [
    raw`TargetObject: HKLM\System\CurrentControlSet\Services\PSEXESVC\Start`,
    raw`registry-key HKEY_LOCAL_MACHINE\System\CurrentControlSet\Services\PSEXESVC\Start`,
  ],
  [
    raw`HKLM\Software\Classes\CLSID\{${uuid}}\InprocServer32`,
    raw`registry-key HKEY_LOCAL_MACHINE\Software\Classes\CLSID\{${uuid}}\InprocServer32`,
  ],
  [
    raw`sets HKCU\Software\Microsoft\Windows\CurrentVersion\Explorer\Shell Folders and HKCU\Volatile Environment.`,
    raw`registry-key HKEY_CURRENT_USER\Software\Microsoft\Windows\CurrentVersion\Explorer\Shell Folders · registry-key HKEY_CURRENT_USER\Volatile Environment`,
  ],
  [
    raw`HKCU\Software\Foo, HKLM\Software\Bar; (HKCR\.evil)`,
    raw`registry-key HKEY_CURRENT_USER\Software\Foo · registry-key HKEY_LOCAL_MACHINE\Software\Bar · registry-key HKEY_CLASSES_ROOT\.evil`,
  ],
]);

testFinds('identifiers are found in the spellings of logs and rules', [
  ['- cve.2021.44228 and CVE_2021_44228', 'cve CVE-2021-44228 · cve CVE-2021-44228'],
  ['exploit_CVE_2021_44228.py', 'filename exploit_CVE_2021_44228.py'],
  ['AS20473 (Choopa), AS 14061 (DigitalOcean)', 'asn AS20473 · asn AS14061'],
  ['technique:T1059 and tag: :T1059', 'attack-technique T1059'],
]);

testFinds('what only looks like an identifier is not found', [
  ['KNOWN AS 14061, AS 2023, as 14061, WAS 14061', ''],
  ['==== :G1928\ngoto G1928', ''],
  [`Serial numbers\n\n----\n00B7F19B13DE9BEE8A52FF365CED6F67FA\n${md5}\n`, ''],
  ['sha256-47DEQpj8HBSa+/TImW+5JCeuQeRkm5NMpJWZG3hSuFU=', ''],
  [`0x${sha256} 0x${sha1}`, ''],
  [`${sha256}${md5}`, ''],
  [`${sha1}f ${sha256}0 ${md5}a1`, ''],
  [`T1${sha256}ABCDEF`, ''],
  ['3072:Hl4fGbk2yK7+aB:HlkLkKa', ''],
  ['t13d1516h2_8daaf6152771_b186095e22b6', ''],
  ['Serial Number: 4C8DEF294478B7D59EE95C61FAE3D965', ''],
  ['serial number 4c8def294478b7d59ee95c61fae3d965', ''],
  ['0x494374D8553CA906F57674E24A13E933', ''],
  ['bc1qar0srrr7xfkvy5l643lydnw9re59gtzzwf5mdq 1BvBMSEYstWetqTFn5Au4m4GFg7xJaNVN2', ''],
  ['AKIAIOSFODNN7EXAMPLE $2b$10$N9qo8uLOickgx2ZMRZoMyeIjZAgcfl7p92ldGxad68LJZdL17lhWy', ''],
  [`imphash ${md5}, JA3: ${md5}, {"trace_id":"${md5}"}`, ''],
  ['CVE-2023-123 CVE-2023-XXXX CVE-20231-1234 XCVE-2023-1234', ''],
  ['CWE-79 CAPEC-112 MS17-010 GHSA-jfh8-c2jp-5v3q', ''],
  ['AS-CHOOPA AS-REP AS15169x BAS15169 AS-15169', '', 'asn'],
  ['00:11:22:33:44 00-11-22-33-44-55-66 00:11-22:33-44:55 00:11:22:33:44:5G', ''],
  ['14:2E:B3:17:B7:58:56:CB:AE:50:09:40:E6:1F:AF:9D:8B:14:C2:C6', '', 'mac ipv6'],
  [`${uuid}7 a${uuid} ${uuid}-1`, ''],
  ['1234-5678-9012-3456 S-1-5-21-1111111111-2222222222-3333333333-1001', ''],
  [`${jarm}0 ad2ad0002ad2ad00042d42d000000ad9bf51cc3f5a1e29eecb81d0c7b06eb`, ''],
  ['TA551 TA505 APT29 FIN7 UNC2452 Storm-0558 DEV-0537 T10590 PT1059 T105 S-1059', ''],
  ['HKEY_LOCAL_MACHINE and HKCU alone', ''],
  ['+1 (202) 555-0123, +49 30 1234567, 0800-123-456', ''],
  ['DE89 3704 0044 0532 0130 00, 978-3-16-148410-0', ''],
  ['2023-10-12 07:45:01,123 INFO [main] 1697104501.123', ''],
]);
