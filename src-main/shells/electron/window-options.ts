import type { BrowserWindowConstructorOptions } from 'electron';

/** Every preference that weakens or hardens the page is written down, whatever its default is today. */
export function windowOptions(preload: string, dark: boolean): BrowserWindowConstructorOptions {
  return {
    width: 1680,
    height: 960,
    minWidth: 960,
    minHeight: 600,
    show: false,
    backgroundColor: dark ? '#1c2127' : '#ffffff',
    title: 'Flairbench',
    webPreferences: {
      preload,
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
      // The spell checker downloads dictionaries, and would learn what is pasted.
      spellcheck: false,
    },
  };
}
