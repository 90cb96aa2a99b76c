/** Word lists of the scanner. Rules stand beside the code that asks; only the words are here. */

const words = (list: string): ReadonlySet<string> => new Set(list.trim().split(/\s+/u));

export const schemes = words(`
  http https ftp ftps sftp ssh tcp udp ws wss ldap ldaps smb rtsp rtmp socks4 socks5 irc ircs telnet tftp git svn
  stratum+tcp stratum+ssl stratum+tls git+ssh git+https svn+ssh
  rmi dns iiop corba nis nds ldapi rsync vnc rdp mqtt amqp redis mongodb mysql postgres gopher nntp sip sips dav davs imap imaps pop3 smtp smtps
`);

/** Extensions that mean a file and are no top-level domain. */
export const fileExtensions = words(`
  exe dll sys scr pif bat cmd ps1 psm1 psd1 vbs vbe js jse mjs cjs jsx ts tsx wsf wsh hta msi msp msc cpl ocx drv efi
  doc docx docm dot dotx dotm xls xlsx xlsm xlsb xlt xlam xll ppt pptx pptm pps ppsx pdf rtf odt ods odp one chm csv tsv
  txt log ini cfg conf config json ndjson xml yml yaml toml htm html xhtml mht mhtml php php5 phtml asp aspx ashx asmx jsp
  jspx cgi cfm css scss map wasm svg png jpg jpeg gif bmp ico tif tiff webp mp3 mp4 avi mkv wav flv swf ttf woff woff2
  7z rar gz tgz bz2 xz tar iso img vhd vhdx lzh arj ace cpio deb rpm apk ipa dmg pkg jar war ear class dex aar bin dat
  db sqlite bak tmp old lnk url reg inf cat cer crt pem key pfx p12 p7b asc gpg eml msg pst ost evtx etl pcap pcapng dmp
  java kt c h cpp hpp cxx cs vb go rb lua swift asm s o a lib obj pdb idb i64 yar yara sigma sql ipynb whl egg pyc pyo pyd
  dylib kext plist ko elf axf hex rom fw ova ovf vmdk qcow2 torrent ics vcf bash zsh fish lock gradle properties tf tfstate
  pyw sfx sdb aes manifest nupkg vsix crx xpi appx msix theme library-ms search-ms settingcontent-ms diagcab iqy slk wll xla bas frm
`);

/** Extensions that end names of name spaces, too, in title case. */
export const namespaceEnds = words(
  'json xml config log key class properties lock resource resources',
);

/** Extensions that are top-level domains too: a file unless something about it says host. */
export const ambiguousExtensions = words('py md zip sh mov cab pub ps');
/** Of these the archives, which have paths inside, and the countries, which have suffixes below their own. */
export const archives = words('zip cab');
export const countryExtensions = words('py md sh ps');

/** The same, but more often a host: a file only with a stem that programs use, or `lib…` for `so`. */
export const rareExtensions = words('rs pl so cc ml pm mm la as st sc in do');
export const programStems = words(`
  main lib mod index setup install run build test tests init config script update makefile configure readme
  cargo start stop deploy entrypoint server client util utils helper helpers app prelude error types
`);

/** First labels of package names, reversed domains (`com.android.app`). */
export const packageRoots = words(
  'com org net io edu gov java javax jakarta android androidx kotlin scala dalvik sun system microsoft',
);

/** First labels of code and of field names (`event.id`, `logger.info`). */
export const codeRoots = words(`
  this self window document console logger log math object string system args request response event process
  super module exports require node header smtp dns user file source destination client server network host agent
  observer url http tls rule threat array json date promise req res err error obj data item items list map config
  options params props state ctx context app element el evt e node parent child input output result results os sys
  fp entry column row rows cookie task field record cls msg query cell
  metadata spec template status settings environment path process globals locals
  np pd df plt torch django flask asp vb ado
`);

/** First labels that only programs have. */
export const selfRoots = words('self this cls super exports');

/** Sites with a name of one letter; others are the variables of minified programs. */
export const shortHosts = words(
  't.me t.co t.cn t.ly g.co a.co x.ai c.ai m.me u.to v.gd q.gs j.mp d.pr w.wiki',
);

/** First words of what virus scanners call things, and the platforms in the middle; capitals and all. */
export const detectionKinds = words(`
  Trojan Backdoor Worm Virus Exploit AdWare Adware RiskWare Riskware HackTool Hacktool Ransom Rootkit Spyware Dropper
  Downloader HEUR PUA PUP TrojanSpy TrojanDownloader TrojanDropper VirTool Constructor Hoax Packed
`);
export const detectionPlatforms = words(`
  Win32 Win64 W32 W64 Win16 MSIL JS VBS VBA HTML PHP Python Java Perl Linux Unix OSX MacOS Android AndroidOS IphoneOS
  Script PowerShell BAT NSIS SymbOS MSOffice MSWord MSExcel O97M W97M X97M XF SWF
`);

/** Last labels that are words of code as well as top-level domains. */
export const codeEnds = words(`
  name id info host email network map data date time run call click link open build cat tools group zone security
  is in to at as so no do it my next all app dev page pages exec prof pro py sh rs cs download search post read
  select style report reports training careers graphics center case cases forum games design support systems care
  show new save menu save now one online world works win blue red black pink foo bar bet box cab moi bot here
  target seek events stream family compare total parts site safe secure abc lat
  properties services software social codes actor bio codes size type length value values push pop shift format parse
`);

/** Suffixes that are certainly meant when a package-like name ends in them. */
export const plainSuffixes = words('com net org info biz ru cn de uk fr top xyz');

/** Products whose name happens to end in a suffix, or in a file extension. */
export const productNames = words(`
  asp.net vb.net ado.net ml.net node.js vue.js next.js nuxt.js react.js angular.js express.js three.js d3.js
  socket.io
`);

export const specialSuffixes = words('onion i2p example invalid');
export const internalSuffixes = words('local lan internal corp intranet home localdomain');

/** Words before a dotted number that make it a version or the number of a section. */
export const versionWords = words(`
  version versions ver v build release section sections chapter clause paragraph rev revision firmware
  figure table appendix item step update patch oid fw
`);
/** Of these, the ones that a dot may follow. */
export const shortVersionWords = words('v ver rev sec sect fig art');
/** Products before ` 1.2.3.4`: none that is a command, or stands beside the address of a machine. */
export const versionedProducts = words(`
  ios ipados macos fortios pan-os panos junos esxi vcenter openssl openssh nginx firefox chrome chromium thunderbird openvpn
  putty winrar
`);
/** Words after `1.2.3.4/` that are no path. */
export const notPages = words(`
  tcp udp icmp icmp6 sctp gre esp any outside inside dmz lan wan internal external trust untrust mask netmask prefix
  cidr port
`);
/** Products before `/1.2.3.4` in user agents. */
export const agentProducts = words(`
  chrome firefox safari edg edge opr opera version chromium applewebkit gecko trident msie mozilla curl wget python
  java nginx apache php openssl openssh putty okhttp axios dalvik darwin cfnetwork winhttp headlesschrome crios fxios yabrowser samsungbrowser electron vivaldi brave qqbrowser
`);

/** Words after which `dot com` is prose. */
export const proseBeforeDot = words(
  'the a an this that or and of each every per red blue green black white',
);

/** Mailboxes that stand for a role: `support at evil.example` is an address. */
export const mailboxRoles = words(`
  abuse admin administrator billing contact helpdesk hostmaster info invoice newsletter no-reply noreply office
  postmaster root sales security service support webmaster
`);

/** Words before `at evil.example` that begin a sentence, not an address. */
export const proseBeforeAt = words(`
  available aimed beaconing connecting directed download downloads found here hosted is it located look looking
  observed ongoing online or pointed pointing reachable registered resolves seen see server site starts stored
  that then this visit
`);

/** Words that stand before the name of a file in prose and in commands, and in no name. */
export const proseBeforeFile = words(`
  a an and as by called calls command contains copies copy creates delete deletes download downloads drops executable
  execute executes file files from image install into is it launch launches library load loads named open opens
  process program run runs save saves script see spawns start starts stops that the this to use uses using via was
  were when which with writes
`);

/** Folders and registry keys of Windows with spaces in their names, in lower case. */
export const spacedNames: readonly string[] = [
  'active setup',
  'application data',
  'browser helper objects',
  'command processor',
  'common files',
  'control panel',
  'image file execution options',
  'internet account manager',
  'internet explorer',
  'internet settings',
  'local settings',
  'network shortcuts',
  'program files',
  'session manager',
  'shell extensions',
  'shell folders',
  'start menu',
  'temporary internet files',
  'terminal server client',
  'terminal server',
  'user shell folders',
  'volatile environment',
  'windows defender',
  'windows messaging subsystem',
  'windows nt',
  'windows script host',
];

export const unixRoots = words(`
  bin boot dev etc home lib lib64 mnt opt proc root run sbin srv sys tmp usr var Users Applications Library System
  private Volumes data sdcard storage media
`);

export const hives: ReadonlyMap<string, string> = new Map([
  ['hklm', 'HKEY_LOCAL_MACHINE'],
  ['hkcu', 'HKEY_CURRENT_USER'],
  ['hkcr', 'HKEY_CLASSES_ROOT'],
  ['hku', 'HKEY_USERS'],
  ['hkcc', 'HKEY_CURRENT_CONFIG'],
  ['hkey_local_machine', 'HKEY_LOCAL_MACHINE'],
  ['hkey_current_user', 'HKEY_CURRENT_USER'],
  ['hkey_classes_root', 'HKEY_CLASSES_ROOT'],
  ['hkey_users', 'HKEY_USERS'],
  ['hkey_current_config', 'HKEY_CURRENT_CONFIG'],
]);
