import { mkdtemp, rm } from 'node:fs/promises';
import type { RequestListener } from 'node:http';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { startHttpServer } from './broker/fixtures/http-server.ts';
import { buildEnrichers } from './bundles/build.ts';
import { openTestWorkbench } from './workbench/fixtures/test-workbench.ts';
import type { Workbench } from './workbench.ts';

/** A source that does everything wrong, seen from the whole host: what the analyst reads, and what was sent. */
const abuse = 'app.flairbench.abuseipdb:abuseipdb';
const observable = { type: 'ipv4', value: '45.155.205.233' };
const problems: string[] = [];
let folder: string;
let workbench: Workbench;

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'source-faults-'));
  const shipped = join(folder, 'shipped');
  await buildEnrichers(fileURLToPath(new URL('../enrichers', import.meta.url)), shipped);
  workbench = await openTestWorkbench({
    folder,
    builtInEnrichers: shipped,
    problem: (sentence) => problems.push(sentence),
  });
  await workbench.changeSettings({ ownConfirmed: true });
  await workbench.setCredential('app.flairbench.abuseipdb', 'api_key', 'a key');
});
afterAll(async () => {
  await workbench.close();
  await rm(folder, { recursive: true, force: true });
  expect(problems).toEqual([]);
});

const portal = '<html><title>Guest network</title><form action="/login"></form></html>';
const endless: RequestListener = (_request, response) => {
  const more = () => {
    while (!response.destroyed && response.write(Buffer.alloc(65_536, 'x')));
  };
  response.on('drain', more);
  more();
};

type Ended = readonly [outcome: string, reason: string, sentence: RegExp];
/** `sent`: how often the server was asked; `told`: what the ledger says of each attempt */
type Sent = { readonly sent: number; readonly told: readonly string[] };

test.each<[string, RequestListener, Ended, Sent]>([
  [
    'answers garbage',
    (_request, response) => response.end(Buffer.alloc(1000, 0xfe)),
    ['error', 'bad_answer', /answered with JSON that cannot be read/],
    { sent: 1, told: ['ok'] },
  ],
  [
    'is a captive portal',
    (_request, response) => response.setHeader('content-type', 'text/html').end(portal),
    ['error', 'bad_answer', /answered with a web page instead of data\. A login page/],
    { sent: 1, told: ['ok'] },
  ],
  [
    'is a captive portal that leads to its login',
    (_request, response) =>
      response.writeHead(302, { location: 'http://login.portal.example/' }).end(),
    ['error', 'host_refused', /redirected to login\.portal\.example, which is not among the hosts/],
    { sent: 1, told: ['ok', 'host_refused'] },
  ],
  [
    'redirects in a circle',
    (_request, response) => response.writeHead(301, { location: '/' }).end(),
    ['error', 'unreachable', /redirected more than 5 times/],
    { sent: 6, told: ['ok', 'ok', 'ok', 'ok', 'ok', 'ok'] },
  ],
  [
    'answers 500',
    (_request, response) => response.writeHead(500).end('Oops'),
    ['error', 'source_failed', /^AbuseIPDB has trouble of its own \(HTTP 500\)\.$/],
    { sent: 1, told: ['ok'] },
  ],
  [
    'resets the connection',
    (request) => request.socket.resetAndDestroy(),
    ['error', 'unreachable', /broke off the connection/],
    { sent: 1, told: ['unreachable'] },
  ],
  [
    'sends 10 GB',
    endless,
    ['error', 'too_large', /longer than 16777216 bytes/],
    { sent: 1, told: ['too_large'] },
  ],
])(
  'of a source that %s the run says so, and everything sent stands in the ledger',
  async (_name, handle, [outcome, reason, sentence], { sent, told }) => {
    let asked = 0;
    const server = await startHttpServer((request, response) => {
      asked += 1;
      handle(request, response);
    });
    await workbench.changeEnricher(abuse, {
      settingValues: { server: `http://${server.address}` },
    });
    const [row] = await workbench.requests.enrich(
      {
        observables: [observable],
        enrichers: [abuse],
        tlp: 'clear',
        fields: {},
        fresh: true,
        lower: false,
      },
      new AbortController().signal,
    );
    const run = await workbench.reader.run(row?.run ?? 0);
    const ledger = await workbench.reader.ledger({ run: row?.run ?? 0, offset: 0, limit: 100 });
    await server.close();
    expect({
      asked,
      ended: [run?.outcome, run?.reason, run?.sentence],
      ledger: ledger.rows.map((entry) => entry.reason).toReversed(),
    }).toEqual({
      asked: sent,
      ended: [outcome, reason, expect.stringMatching(sentence)],
      ledger: told,
    });
  },
);
