/** The one origin of the window. A scheme of our own: `file:` pages could read each other. */
export const appOrigin = 'app://flairbench';

/** By the parsed address; `app://flairbench.evil.example` only begins alike. */
export function isAppAddress(address: string): boolean {
  if (!URL.canParse(address)) return false;
  const { protocol, host, username, password } = new URL(address);
  return protocol === 'app:' && host === 'flairbench' && username === '' && password === '';
}
