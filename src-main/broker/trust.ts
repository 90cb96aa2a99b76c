import { createSecureContext, type SecureContext } from 'node:tls';
import { unlessAborted } from './clock.ts';
import type { Surroundings } from './surroundings.ts';

/** Made once: reading some hundred certificates takes some 20 ms. Gives null where Node's own will do. */
export function createTrust({
  authorities,
}: Pick<Surroundings, 'authorities'>): Surroundings['trust'] {
  let made: { readonly of: readonly string[]; readonly context: SecureContext } | null = null;
  return async (signal) => {
    const believed = await unlessAborted(authorities(), signal);
    if (believed === null) return null;
    if (made?.of !== believed) {
      made = { of: believed, context: createSecureContext({ ca: [...believed] }) };
    }
    return made.context;
  };
}
