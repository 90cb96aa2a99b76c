/** The address was used already, or never valid: only a new link helps. */
export class Refused extends Error {
  override readonly name = 'Refused';
}

const secretKey = 'flairbench.secret';

/**
 * Exchanges the one-time token in the address for a session, or takes the secret kept for this tab.
 * The token leaves the address at once, so that no history and no copied link carries it.
 */
export async function signIn(): Promise<string> {
  const token = location.hash.slice(1);
  if (token !== '') {
    const response = await fetch('/session', {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify({ token }),
    });
    history.replaceState(null, '', location.pathname);
    if (response.ok) {
      const secret = secretIn(await response.json());
      sessionStorage.setItem(secretKey, secret);
      return secret;
    }
  }
  const kept = sessionStorage.getItem(secretKey);
  if (kept === null) throw new Refused();
  return kept;
}

function secretIn(answer: unknown): string {
  if (typeof answer === 'object' && answer !== null && 'secret' in answer) {
    if (typeof answer.secret === 'string') return answer.secret;
  }
  throw new Refused();
}

/** Opens the socket and says the secret; resolves once the host has taken it. */
export async function openSocket(secret: string): Promise<WebSocket> {
  const scheme = location.protocol === 'https:' ? 'wss:' : 'ws:';
  const socket = new WebSocket(`${scheme}//${location.host}/rpc`);
  socket.binaryType = 'arraybuffer';
  const taken = await new Promise<boolean>((resolve) => {
    socket.addEventListener('open', () => socket.send(JSON.stringify({ secret })), { once: true });
    socket.addEventListener('message', (event) => resolve(isOk(event.data)), { once: true });
    socket.addEventListener('close', () => resolve(false), { once: true });
  });
  if (taken) return socket;
  socket.close();
  // A browser does not say why an upgrade failed. A host that still serves the page has refused it;
  // one that does not is gone, and the fetch throws.
  await fetch('/', { cache: 'no-store' });
  sessionStorage.removeItem(secretKey);
  throw new Refused();
}

function isOk(data: unknown): boolean {
  if (typeof data !== 'string') return false;
  const answer: unknown = JSON.parse(data);
  return typeof answer === 'object' && answer !== null && 'ok' in answer && answer.ok === true;
}
