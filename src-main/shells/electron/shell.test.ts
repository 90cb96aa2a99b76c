import { readFileSync } from 'node:fs';
import { mkdtemp, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { BeforeSendResponse, Session, WebContents } from 'electron';
import { describe, expect, test } from 'vitest';
import { contentSecurityPolicy } from '../content-security.ts';
import { answerAppRequest } from './app-protocol.ts';
import { isExternalLink, ruleNavigation } from './navigation.ts';
import { isAppAddress } from './origin.ts';
import { mayHavePort } from './port-request.ts';
import { ruleSession } from './session-rules.ts';
import { shutSideChannels } from './side-channels.ts';
import { windowOptions } from './window-options.ts';

test('the window runs its page in a sandbox without Node, isolated, without webviews or spell checker', () => {
  expect(windowOptions('/preload.cjs', true).webPreferences).toEqual({
    preload: '/preload.cjs',
    nodeIntegration: false,
    nodeIntegrationInWorker: false,
    nodeIntegrationInSubFrames: false,
    contextIsolation: true,
    sandbox: true,
    webSecurity: true,
    allowRunningInsecureContent: false,
    experimentalFeatures: false,
    webviewTag: false,
    navigateOnDragDrop: false,
    disableDialogs: true,
    safeDialogs: true,
    spellcheck: false,
  });
});

test('both shells send this policy, to the letter', () => {
  expect(contentSecurityPolicy()).toBe(
    "default-src 'none'; script-src 'self'; style-src-elem 'self' 'nonce-highcharts'; style-src-attr 'none'; img-src 'self' data: blob:; font-src 'self'; connect-src 'self'; base-uri 'none'; form-action 'none'; frame-ancestors 'none'; object-src 'none'; require-trusted-types-for 'script'; trusted-types highcharts",
  );
});

const addresses: readonly [address: string, app: boolean, external: boolean][] = [
  ['app://flairbench/', true, false],
  ['app://flairbench/assets/main.js?x#y', true, false],
  ['app://flairbench.evil.example/', false, false],
  ['app://user@flairbench/', false, false],
  ['file:///etc/passwd', false, false],
  ['https://www.example.com/a?b=c', false, true],
  ['https://app@flairbench/', false, false],
  ['http://www.example.com/', false, false],
  ['javascript:alert(1)', false, false],
  ['data:text/html,x', false, false],
  ['smb://host/share', false, false],
  ['ms-msdt:/id', false, false],
  ['https://', false, false],
  ['', false, false],
];

test.each(addresses)(
  '%j: our page %s, a link that may be asked about %s',
  (address, app, external) => {
    expect([isAppAddress(address), isExternalLink(address)]).toEqual([app, external]);
  },
);

/** A page as far as navigation is concerned: keeps its listeners and its window-open handler. */
function pageDouble() {
  const listeners = new Map<string, (event: { url: string; preventDefault: () => void }) => void>();
  let open: Parameters<WebContents['setWindowOpenHandler']>[0] | undefined;
  const contents = {
    on(name: string, listener: (event: { url: string; preventDefault: () => void }) => void) {
      listeners.set(name, listener);
      return contents;
    },
    setWindowOpenHandler(handler: Parameters<WebContents['setWindowOpenHandler']>[0]) {
      open = handler;
    },
  } as unknown as Pick<WebContents, 'on' | 'setWindowOpenHandler'>;
  return {
    contents,
    goes(name: string, url: string): boolean {
      let prevented = false;
      listeners.get(name)?.({
        url,
        preventDefault: () => {
          prevented = true;
        },
      });
      return !prevented;
    },
    open: (url: string) => open?.({ url } as Parameters<NonNullable<typeof open>>[0]),
  };
}

describe('navigation', () => {
  test.each(['will-navigate', 'will-redirect', 'will-frame-navigate'])(
    '%s stays on our page',
    (name) => {
      const page = pageDouble();
      ruleNavigation(page.contents, () => {});
      expect(addresses.map(([url]) => page.goes(name, url))).toEqual(
        addresses.map(([, app]) => app),
      );
    },
  );

  test('no webview is ever attached', () => {
    const page = pageDouble();
    ruleNavigation(page.contents, () => {});
    expect(page.goes('will-attach-webview', 'app://flairbench/')).toBe(false);
  });

  test('a new window is always denied, and only https is asked about', () => {
    const page = pageDouble();
    const asked: string[] = [];
    ruleNavigation(page.contents, (address) => asked.push(address));
    const answers = addresses.map(([url]) => page.open(url));
    expect(answers).toEqual(addresses.map(() => ({ action: 'deny' })));
    expect(asked).toEqual(['https://www.example.com/a?b=c']);
  });
});

test('the session grants copying and nothing else, checks no spelling, and asks nobody but us', () => {
  type Handlers = {
    request: Parameters<Session['setPermissionRequestHandler']>[0];
    check: Parameters<Session['setPermissionCheckHandler']>[0];
    device: Parameters<Session['setDevicePermissionHandler']>[0];
  };
  const handlers: Partial<Handlers> = {};
  let spelling = true;
  let before:
    | ((details: { url: string }, answer: (r: BeforeSendResponse) => void) => void)
    | undefined;
  ruleSession({
    setPermissionRequestHandler: (handler: Handlers['request']) => {
      handlers.request = handler;
    },
    setPermissionCheckHandler: (handler: Handlers['check']) => {
      handlers.check = handler;
    },
    setDevicePermissionHandler: (handler: Handlers['device']) => {
      handlers.device = handler;
    },
    setSpellCheckerEnabled: (enabled: boolean) => {
      spelling = enabled;
    },
    webRequest: {
      onBeforeRequest: (listener: NonNullable<typeof before>) => {
        before = listener;
      },
    },
  } as unknown as Session);

  const permissions = [
    'clipboard-sanitized-write',
    'clipboard-read',
    'media',
    'geolocation',
    'openExternal',
    'notifications',
    'usb',
  ];
  const granted = (permission: string) => {
    const answers: unknown[] = [];
    const grant = (answer: boolean) => answers.push(answer);
    Reflect.apply(handlers.request ?? fail, null, [null, permission, grant]);
    answers.push(Reflect.apply(handlers.check ?? fail, null, [null, permission]));
    return answers;
  };
  expect(permissions.map(granted)).toEqual(
    permissions.map((permission) => Array(2).fill(permission === 'clipboard-sanitized-write')),
  );
  expect([Reflect.apply(handlers.device ?? fail, null, [{}]), spelling]).toEqual([false, false]);

  const cancelled = (url: string) => {
    let cancel: boolean | undefined;
    before?.({ url }, (answer) => {
      cancel = answer.cancel;
    });
    return cancel;
  };
  expect(
    [
      'app://flairbench/a.js',
      'data:image/png;base64,',
      'blob:app://flairbench/1',
      'https://www.google.com/',
      'file:///etc/passwd',
      'http://127.0.0.1/',
    ].map(cancelled),
  ).toEqual([false, false, false, true, true, true]);
});

test('the page is served with the policy, and nothing beside it is', async () => {
  const folder = await mkdtemp(join(tmpdir(), 'renderer-'));
  await writeFile(join(folder, 'index.html'), '<!doctype html>');
  const ask = async (url: string, method = 'GET') =>
    (await answerAppRequest({ url, method }, folder)).status;
  const page = await answerAppRequest({ url: 'app://flairbench/', method: 'GET' }, folder);
  expect(page.headers.get('content-security-policy')).toBe(contentSecurityPolicy());
  expect([
    page.status,
    await ask('app://flairbench/', 'POST'),
    await ask('app://flairbench.evil.example/'),
    await ask('app://flairbench/../../etc/passwd'),
    await ask('app://flairbench/%2e%2e/%2e%2e/etc/passwd'),
  ]).toEqual([200, 405, 403, 404, 404]);
});

test.each([
  ['the top frame of our page', { url: 'app://flairbench/', parent: null }, true],
  ['a frame inside it', { url: 'app://flairbench/', parent: {} }, false],
  ['a foreign page', { url: 'https://evil.example/', parent: null }, false],
  ['a frame that is gone', null, false],
])('%s gets a port: %s', (_name, frame, allowed) => {
  expect(mayHavePort(frame)).toBe(allowed);
});

test('every fuse is written down, and set as the design says', () => {
  const text = readFileSync(new URL('../../../electron-builder.yml', import.meta.url), 'utf8');
  const block = text.slice(text.indexOf('electronFuses:'));
  const fuses = Object.fromEntries(
    [...block.matchAll(/^ {2}(\w+): (true|false)$/gm)].map(([, name, value]) => [name, value]),
  );
  expect(fuses).toMatchObject({
    runAsNode: 'false',
    enableCookieEncryption: 'true',
    enableNodeOptionsEnvironmentVariable: 'false',
    enableNodeCliInspectArguments: 'false',
    enableEmbeddedAsarIntegrityValidation: 'true',
    onlyLoadAppFromAsar: 'true',
    loadBrowserProcessSpecificV8Snapshot: 'false',
    grantFileProtocolExtraPrivileges: 'false',
  });
});

test('the preload exposes one function and no module', () => {
  const text = readFileSync(new URL('./preload.ts', import.meta.url), 'utf8');
  expect(text.match(/exposeInMainWorld/g)).toHaveLength(1);
  expect(text).not.toMatch(/require|process\.|ipcRenderer[,:}]/u);
});

test('what is tested here is what main.ts uses', () => {
  const text = readFileSync(new URL('./main.ts', import.meta.url), 'utf8');
  const lines = [
    'app.enableSandbox();',
    "{ scheme: 'app', privileges: { standard: true, secure: true, supportFetchAPI: true } },",
    "protocol.handle('app', (request) => answerAppRequest(request, rendererFolder));",
    'ruleSession(session.defaultSession);',
    "app.on('web-contents-created', (_event, contents) => ruleNavigation(contents, ask));",
    'const window = new BrowserWindow(windowOptions(preload, nativeTheme.shouldUseDarkColors));',
    'await window.loadURL(`${appOrigin}/`);',
    'if (!mayHavePort(event.senderFrame)) return;',
    'keyBackends: [safeStorageBackend(safeStorage)],',
  ];
  const written = new Set(text.split('\n').map((line) => line.trim()));
  expect(lines.filter((line) => !written.has(line))).toEqual([]);
  // One window and one thing that it may say.
  expect([text.match(/new BrowserWindow/g), text.match(/ipcMain\.(on|handle)/g)]).toEqual([
    ['new BrowserWindow'],
    ['ipcMain.on'],
  ]);
});

function fail(): never {
  throw new Error('This handler was not set.');
}

test('Chromium looks up, pings, reports and updates nothing by itself', () => {
  const switches: string[] = [];
  shutSideChannels({ appendSwitch: (name) => void switches.push(name) });
  expect(switches).toEqual([
    'dns-prefetch-disable',
    'no-pings',
    'disable-background-networking',
    'disable-component-update',
    'disable-domain-reliability',
  ]);
});
