import type { WebContents } from 'electron';
import { isAppAddress } from './origin.ts';

/** Shows where a link leads, defanged, and asks. */
export type AskToOpen = (address: string) => void;

/**
 * The window shows one page. Links leave only as https, only after the analyst said yes to the address as it
 * is; everything else that would show another page is refused.
 */
export function ruleNavigation(
  contents: Pick<WebContents, 'on' | 'setWindowOpenHandler'>,
  ask: AskToOpen,
): void {
  const keep = (event: { preventDefault: () => void; url: string }) => {
    if (!isAppAddress(event.url)) event.preventDefault();
  };
  contents.on('will-navigate', keep);
  contents.on('will-redirect', keep);
  contents.on('will-frame-navigate', keep);
  contents.on('will-attach-webview', (event) => event.preventDefault());
  contents.setWindowOpenHandler(({ url }) => {
    if (isExternalLink(url)) ask(new URL(url).href);
    return { action: 'deny' };
  });
}

/** https with a plain host: no userinfo that would make one host look like another. */
export function isExternalLink(address: string): boolean {
  if (!URL.canParse(address)) return false;
  const { protocol, username, password, hostname } = new URL(address);
  return protocol === 'https:' && username === '' && password === '' && hostname !== '';
}
