import { join } from 'node:path';
import { RPCHandler } from '@orpc/server/message-port';
import {
  app,
  BrowserWindow,
  dialog,
  ipcMain,
  MessageChannelMain,
  nativeTheme,
  protocol,
  safeStorage,
  session,
  shell,
} from 'electron';
import { type DefangStyle, defangAddress } from '../../contract/defang.ts';
import { Failure } from '../../contract/failure.ts';
import { createRouter } from '../../router.ts';
import { safeStorageBackend } from '../../vault/safe-storage.ts';
import { type Host, openHost, startStore } from '../host.ts';
import { dataFolder, rendererFolder } from '../installation.ts';
import { answerAppRequest } from './app-protocol.ts';
import { ruleNavigation } from './navigation.ts';
import { appOrigin } from './origin.ts';
import { mayHavePort, portChannel } from './port-request.ts';
import { ruleSession } from './session-rules.ts';
import { shutSideChannels } from './side-channels.ts';
import { windowOptions } from './window-options.ts';

/** The only file that imports Electron. What it decides stands in the modules beside it, where it is tested. */

app.enableSandbox();
shutSideChannels(app.commandLine);
protocol.registerSchemesAsPrivileged([
  { scheme: 'app', privileges: { standard: true, secure: true, supportFetchAPI: true } },
]);

if (app.requestSingleInstanceLock()) {
  app.on('second-instance', () => BrowserWindow.getAllWindows()[0]?.focus());
  app.on('window-all-closed', () => app.quit());
  app.whenReady().then(start, stopWith);
} else app.quit();

async function start(): Promise<void> {
  try {
    const folder = dataFolder(undefined, process.env, process.platform);
    const host = await openHost({
      store: startStore(folder),
      shell: 'electron',
      dataFolder: folder,
      keyBackends: [safeStorageBackend(safeStorage)],
    });
    closeBeforeQuit(host);
    protocol.handle('app', (request) => answerAppRequest(request, rendererFolder));
    ruleSession(session.defaultSession);
    const ask = (address: string) =>
      askToOpen(address, host.workbench.settings.current().defangStyle);
    app.on('web-contents-created', (_event, contents) => ruleNavigation(contents, ask));
    givePorts(host);
    await openWindow();
  } catch (error) {
    stopWith(error);
  }
}

async function openWindow(): Promise<void> {
  const preload = join(import.meta.dirname, 'electron-preload.cjs');
  const window = new BrowserWindow(windowOptions(preload, nativeTheme.shouldUseDarkColors));
  window.removeMenu();
  window.once('ready-to-show', () => window.show());
  await window.loadURL(`${appOrigin}/`);
}

function givePorts(host: Host): void {
  const handler = new RPCHandler(
    createRouter({
      workbench: host.workbench,
      report: host.report,
      oneTimeLink() {
        throw new Failure('REFUSED', 'One-time links belong to the bench in the browser.');
      },
    }),
  );
  ipcMain.on(portChannel, (event) => {
    if (!mayHavePort(event.senderFrame)) return;
    const { port1, port2 } = new MessageChannelMain();
    handler.upgrade(port1);
    port1.start();
    event.senderFrame?.postMessage(portChannel, null, [port2]);
  });
}

function askToOpen(address: string, style: DefangStyle): void {
  const asked = dialog.showMessageBox({
    type: 'question',
    title: 'Open outside Flairbench?',
    message: 'Open this address in the browser?',
    detail: `${defangAddress(address, style)}\n\nWhoever runs it will see that somebody looked.`,
    buttons: ['Cancel', 'Open'],
    defaultId: 0,
    cancelId: 0,
    noLink: true,
  });
  void asked.then(({ response }) => (response === 1 ? shell.openExternal(address) : undefined));
}

/** Quitting waits until what runs has been stopped and written down. */
function closeBeforeQuit(host: Host): void {
  let closed = false;
  app.on('before-quit', (event) => {
    if (closed) return;
    event.preventDefault();
    void host.close().finally(() => {
      closed = true;
      app.quit();
    });
  });
}

function stopWith(error: unknown): void {
  const sentence =
    error instanceof Failure ? error.message : 'Flairbench could not be started. See its log.';
  dialog.showErrorBox('Flairbench', sentence);
  app.exit(1);
}
