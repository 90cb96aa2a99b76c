import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { request } from 'undici';
import { createBroker } from '../../src-main/broker/create-broker.ts';
import { startHttpServer } from '../../src-main/broker/fixtures/http-server.ts';
import { openStore } from '../../src-main/store/open-store.ts';
import { type Figure, median } from './measure.ts';

const requests = 400;

/** A request with its gates, limits and ledger entry in the store, against bare undici that keeps its connection. */
export async function measureBrokerOverhead(): Promise<Figure[]> {
  const folder = await mkdtemp(join(tmpdir(), 'flairbench-bench-'));
  const now = () => new Date().toISOString();
  const { writer, close } = await openStore({ folder, now });
  const server = await startHttpServer((_request, response) => response.end('{"known":true}'));
  const broker = createBroker({
    writeLedger: (entry) => writer.appendLedger([entry]),
    now,
    airGapped: () => false,
    meter: writer,
  });
  const url = `http://${server.address}/`;
  const ours = () =>
    broker.fetch(
      { url, method: 'GET', headers: {}, body: null },
      {
        runId: 1,
        enricherId: 'com.example.source:source',
        observable: { type: 'domain', value: 'evil.example' },
        tlp: 'green',
        audience: 'third_party',
        hosts: [server.address],
        resolvers: null,
        sendFullUrl: false,
        limits: {
          concurrency: 4,
          rate: { requests: 1000, seconds: 0.1 },
          quota: { requests: 1_000_000, per: 'day' },
          usage: null,
        },
        limitScope: 'com.example.source',
        credentialIdentity: 'key',
        told: { requests: 0, hosts: new Set<string>() },
      },
      AbortSignal.timeout(60_000),
    );
  const bare = async () => (await request(url)).body.text();
  const times = { ours: [] as number[], bare: [] as number[] };
  for (let round = 0; round < requests; round += 1) {
    times.bare.push(await timed(bare));
    times.ours.push(await timed(ours));
  }
  await server.close();
  await close();
  await rm(folder, { recursive: true });
  const warm = requests / 4;
  const [with_, without] = [median(times.ours.slice(warm)), median(times.bare.slice(warm))];
  return [
    {
      name: 'what the broker adds to a request on loopback, median',
      measured: with_ - without,
      against: null,
      unit: 'ms',
      atMost: 1.5,
      notes: [
        `${with_.toFixed(2)} ms with the broker, all kinds of limits declared; ${without.toFixed(2)} ms by bare undici`,
      ],
    },
  ];
}

async function timed(work: () => Promise<unknown>): Promise<number> {
  const started = performance.now();
  await work();
  return performance.now() - started;
}
