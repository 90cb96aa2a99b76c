import { isAppAddress } from './origin.ts';

export const portChannel = 'flairbench-port';

type Frame = { readonly url: string; readonly parent: unknown } | null;

/** Only the top frame of our own page gets a port to the host. */
export function mayHavePort(frame: Frame): boolean {
  return frame !== null && frame.parent === null && isAppAddress(frame.url);
}
