import { expect, it } from 'vitest';
import { dial, hangUp, reached } from './dial.ts';
import { startHttpServer } from './fixtures/http-server.ts';

it('dials the address that was checked, and asks nobody for the name again', async () => {
  const server = await startHttpServer((_request, response) => response.end());
  // No name server knows this name: only what is given can lead there.
  const port = server.address.split(':')[1];
  const route = {
    target: new URL(`http://checked.invalid:${port}/`),
    addresses: [{ address: '127.0.0.1', family: 4 }],
    proxy: null,
    trust: null,
  };
  const line = dial(route);
  await reached(line, route, AbortSignal.timeout(5000));
  expect(line.wire.remoteAddress).toBe('127.0.0.1');
  hangUp(line);
  await server.close();
});
