import { timingSafeEqual } from 'node:crypto';
import { expect, test, vi } from 'vitest';
import { createSignIn } from './sign-in.ts';

vi.mock('node:crypto', async (load) => {
  const real = await load<typeof import('node:crypto')>();
  return { ...real, timingSafeEqual: vi.fn(real.timingSafeEqual) };
});

test('what is secret is compared in constant time, whatever its length', () => {
  const signIn = createSignIn();
  const { cookie, secret } = signIn.exchange(signIn.newToken()) ?? { cookie: '', secret: '' };
  const compared = vi.mocked(timingSafeEqual);
  const counts = [
    () => signIn.accepts(cookie, secret),
    () => signIn.accepts(cookie, 'short'),
    () => signIn.knowsCookie('x'),
    () => signIn.exchange(signIn.newToken()) !== null,
  ].map((ask) => {
    compared.mockClear();
    return [ask(), compared.mock.calls.length];
  });
  expect(counts).toEqual([
    [true, 2],
    [false, 2],
    [false, 1],
    [true, 1],
  ]);
});
