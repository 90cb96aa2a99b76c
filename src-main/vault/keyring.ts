import { randomBytes } from 'node:crypto';
import type { AsyncEntry, EntryOptions } from '@napi-rs/keyring';
import { open, seal } from './sealed.ts';
import type { KeyBackend } from './vault.ts';

/** Names what is sealed, so that it opens as nothing else. */
const context = 'flairbench vault key';
const place = ['Flairbench', 'vault key'] as const;
/**
 * Left to choose, the library falls back to the kernel's keyring, which forgets everything at a restart: the
 * credentials would be lost.
 */
const durable: EntryOptions = { linux: { store: 'secret-service' } };
/** a person may be asked to unlock it */
const patienceMs = 60_000;

/** What is used of `@napi-rs/keyring`. */
export type Keyring = {
  readonly AsyncEntry: new (
    ...place: [service: string, username: string, options: EntryOptions]
  ) => Pick<AsyncEntry, 'getPassword' | 'setPassword'>;
};

/** The system's own keeper of secrets holds a key of this user's, which wraps those of all data folders. */
export function keyringBackend(
  load: () => Promise<Keyring> = () => import('@napi-rs/keyring'),
): KeyBackend {
  const entry = async () => new (await load()).AsyncEntry(...place, durable);
  const stored = async () => {
    const text = await inTime((await entry()).getPassword());
    return text === null ? null : Buffer.from(text, 'base64');
  };
  return {
    name: 'keyring',
    async problem() {
      try {
        await stored();
        return null;
      } catch {
        return problemHere;
      }
    },
    async wrap(key) {
      const text = randomBytes(32).toString('base64');
      if ((await stored()) === null) await inTime((await entry()).setPassword(text));
      // Read back: another process may have put one there in the same moment, and that one stays.
      const wrappingKey = await stored();
      if (wrappingKey === null) throw new Error('The keyring did not keep the key.');
      return seal(wrappingKey, key, context);
    },
    async unwrap(wrapped) {
      const wrappingKey = await stored();
      if (wrappingKey === null) throw new Error('The keyring holds no key.');
      return open(wrappingKey, wrapped, context);
    },
  };
}

const problemHere =
  process.platform === 'linux'
    ? 'No keyring answers here. It takes a desktop session with a Secret Service, such as GNOME Keyring or KWallet.'
    : 'The keyring of this system does not answer.';

async function inTime<T>(answer: Promise<T>): Promise<T> {
  const { promise, reject } = Promise.withResolvers<never>();
  const impatience = setTimeout(() => reject(new Error('No answer.')), patienceMs);
  try {
    return await Promise.race([answer, promise]);
  } finally {
    clearTimeout(impatience);
  }
}
