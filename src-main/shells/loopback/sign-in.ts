import { createHash, randomBytes, timingSafeEqual } from 'node:crypto';

/**
 * Who may talk to the loopback shell. A token is 256 random bits and works once; it is exchanged for a cookie
 * and a secret. The cookie alone is not enough, because cookies ignore ports and another server on 127.0.0.1
 * receives them; the secret alone is not enough, because a page could be talked into sending it.
 */
export type SignIn = {
  readonly newToken: () => string;
  /** null: no such token, or it was used */
  readonly exchange: (token: string) => { readonly cookie: string; readonly secret: string } | null;
  readonly knowsCookie: (cookie: string) => boolean;
  readonly accepts: (cookie: string, secret: string) => boolean;
};

export function createSignIn(): SignIn {
  const tokens: string[] = [];
  const sessions: { readonly cookie: string; readonly secret: string }[] = [];
  const random = () => randomBytes(32).toString('base64url');

  return {
    newToken() {
      const token = random();
      tokens.push(token);
      return token;
    },
    exchange(token) {
      const index = tokens.findIndex((known) => same(known, token));
      if (index === -1) return null;
      tokens.splice(index, 1);
      const session = { cookie: random(), secret: random() };
      sessions.push(session);
      return session;
    },
    knowsCookie: (cookie) => sessions.some((session) => same(session.cookie, cookie)),
    accepts: (cookie, secret) =>
      sessions.some((session) => same(session.cookie, cookie) && same(session.secret, secret)),
  };
}

/** In constant time, whatever the lengths. */
function same(a: string, b: string): boolean {
  const digest = (text: string) => createHash('sha256').update(text).digest();
  return timingSafeEqual(digest(a), digest(b));
}
