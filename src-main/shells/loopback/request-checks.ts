import type { IncomingMessage } from 'node:http';

/**
 * The same checks for requests and upgrades. An exact Host stops DNS rebinding; an exact Origin stops other
 * sites and other local servers. Gives the sentence of the refusal, or null.
 */
export function refusalOf(request: IncomingMessage, port: number): string | null {
  const host = request.headers.host;
  if (host !== `127.0.0.1:${port}`) return 'This address is not the one Flairbench listens on.';
  const origin = request.headers.origin;
  if (origin !== undefined && origin !== originOf(port)) {
    return 'Requests from other sites are refused.';
  }
  if (origin === undefined && !isPlainLoad(request))
    return 'A request has to say where it comes from.';
  const site = request.headers['sec-fetch-site'];
  if (site !== undefined && site !== 'same-origin' && site !== 'none') {
    return 'Requests from other sites are refused.';
  }
  return null;
}

export const originOf = (port: number) => `http://127.0.0.1:${port}`;

/** Browsers send no Origin when they load a page or a file of it; everything else has to. */
function isPlainLoad(request: IncomingMessage): boolean {
  const plain = request.method === 'GET' || request.method === 'HEAD';
  return plain && request.headers.upgrade === undefined;
}

export function cookieOf(request: IncomingMessage, name: string): string {
  for (const part of (request.headers.cookie ?? '').split(';')) {
    const [key, value] = part.trim().split('=', 2);
    if (key === name) return value ?? '';
  }
  return '';
}
