import { afterEach, describe, expect, test } from 'vitest';
import type { startHttpServer } from '../broker/fixtures/http-server.ts';
import { entry } from '../broker/fixtures/trial.ts';
import {
  certificate,
  createServers,
  hasPrograms,
  pair,
  places,
  type Run,
  type RunOptions,
  script,
  start,
} from './fixtures/way-out.ts';

const { http, tcp, closeAll } = createServers();
afterEach(closeAll);

const trust = `verify='${certificate}'`;

/** Runs Python to its end; gives what it told. */
async function python(body: string, options: RunOptions) {
  const run = await start('python', script(body), options);
  const said = await run.said;
  return { ...run, told: JSON.parse(said) as unknown };
}

describe.each(places)('a process $place', ({ isolation, present }) => {
  const it = test.skipIf(!present || !hasPrograms);

  it.each([
    ['requests', 'tell(requests.get(url).text)'],
    ['urllib', 'tell(urllib.request.urlopen(url).read().decode())'],
  ])('asks a declared host with %s over plain HTTP', async (_library, body) => {
    const server = await http((request, response) => response.end(`You asked ${request.url}`));
    const { told, trial, hosts } = await python(`url='http://${server.address}/a?b=1'\n${body}`, {
      isolation,
      hosts: [server.address],
    });
    expect({ told, ledger: trial.ledger, hosts: hosts() }).toEqual({
      told: 'You asked /a?b=1',
      ledger: [
        entry({ port: server.port, bytesOut: expect.any(Number), bytesIn: expect.any(Number) }),
      ],
      hosts: [server.address],
    });
  });

  it.each([
    ['requests', `tell(requests.get(url, ${trust}).text)`],
    [
      'urllib',
      `import ssl\ntrust=ssl.create_default_context(cafile='${certificate}')\ntell(urllib.request.urlopen(url, context=trust).read().decode())`,
    ],
  ])('asks a declared host with %s through a tunnel', async (_library, body) => {
    const server = await http((_request, response) => response.end('Hello'), pair);
    const { told, trial, hosts } = await python(`url='https://${server.address}/'\n${body}`, {
      isolation,
      hosts: [server.address],
    });
    const tunnel = { kind: 'tunnel', port: server.port } as const;
    const [, closed] = trial.ledger;
    expect({ told, ledger: trial.ledger, hosts: hosts() }).toEqual({
      told: 'Hello',
      ledger: [
        entry({ ...tunnel, reason: 'opened' }),
        entry({ ...tunnel, bytesOut: expect.any(Number), bytesIn: expect.any(Number) }),
      ],
      hosts: [server.address],
    });
    // A handshake alone is longer than the clear text of both messages.
    expect([(closed?.bytesOut ?? 0) > 300, (closed?.bytesIn ?? 0) > 500]).toEqual([true, true]);
  });

  it('asks with curl and with Node, both ways', async () => {
    const plain = await http((_request, response) => response.end('plain,'));
    const secure = await http((_request, response) => response.end('secure'), pair);
    const hosts = [plain.address, secure.address];
    const urls = [`http://${plain.address}/`, `https://${secure.address}/`];
    const curl = await start('curl', ['-s', '--cacert', certificate, ...urls], {
      isolation,
      hosts,
    });
    const source = `process.env.NODE_TLS_REJECT_UNAUTHORIZED = '0';
      for (const url of ${JSON.stringify(urls)}) process.stdout.write(await (await fetch(url)).text());`;
    const words = ['--no-warnings', '--input-type=module', '-e', source];
    const node = await start('node', words, { isolation, hosts });
    const kinds = ({ trial }: Run) => trial.ledger.map(({ kind, reason }) => `${kind} ${reason}`);
    expect([await curl.said, kinds(curl), await node.said, kinds(node).toSorted()]).toEqual([
      'plain,secure',
      ['request ok', 'tunnel opened', 'tunnel ok'],
      'plain,secure',
      // Node takes a tunnel for plain HTTP, too.
      ['tunnel ok', 'tunnel ok', 'tunnel opened', 'tunnel opened'],
    ]);
  });

  it('is refused a host that it does not declare, in a sentence', async () => {
    const { told, refused, trial, hosts } = await python(
      `answer = requests.get('http://evil.example/')
tell([answer.status_code, answer.text, told(lambda: requests.get('https://evil.example/'))])`,
      { isolation, hosts: ['api.example'] },
    );
    const sentence =
      'evil.example is not among the hosts that this enricher declares. Allow it in its settings if it is meant.';
    expect({ told, refused, ledger: trial.ledger, hosts: hosts() }).toEqual({
      told: [403, `${sentence}\n`, expect.stringContaining(`403 ${sentence}`)],
      refused: [sentence, sentence],
      ledger: [
        entry({ host: 'evil.example', port: 80, verdict: 'refused', reason: 'host_refused' }),
        entry({ kind: 'tunnel', host: 'evil.example', verdict: 'refused', reason: 'host_refused' }),
      ],
      hosts: [],
    });
  });

  it('is not led to an undeclared host by a redirect', async () => {
    const elsewhere = await http((_request, response) => response.end('too far'));
    const leads: Parameters<typeof startHttpServer>[0] = (_request, response) =>
      response.writeHead(302, { location: `http://${elsewhere.address}/` }).end();
    const [plain, secure] = [await http(leads), await http(leads, pair)];
    const { told, trial } = await python(
      `tell([requests.get('http://${plain.address}/').status_code, requests.get('https://${secure.address}/', ${trust}).status_code])`,
      { isolation, hosts: [plain.address, secure.address] },
    );
    expect({
      told,
      ledger: trial.ledger
        .map(({ kind, port, verdict, reason }) => [kind, port, verdict, reason])
        .toSorted(),
    }).toEqual({
      told: [403, 403],
      ledger: [
        ['request', plain.port, 'allowed', 'ok'],
        ['request', elsewhere.port, 'refused', 'host_refused'],
        ['request', elsewhere.port, 'refused', 'host_refused'],
        ['tunnel', secure.port, 'allowed', 'opened'],
        ['tunnel', secure.port, 'allowed', 'ok'],
      ].toSorted(),
    });
  });

  it('has no way past its proxy, and none without its secret', async () => {
    const server = await http((_request, response) => response.end('Hello'));
    const { told, trial, refused } = await python(
      `url='http://${server.address}/'
proxy=os.environ['HTTP_PROXY']
bare=requests.Session(); bare.trust_env=False
ask=lambda proxy: (lambda answer: [answer.status_code, answer.text])(bare.get(url, proxies={'http': proxy}))
place=proxy.split('@')[1]
tell([ask('http://' + place), ask('http://run:wrong@' + place), told(lambda: bare.get(url).text), told(lambda: bare.get('https://${server.address}/', proxies={'https': 'http://run:wrong@' + place}))])`,
      { isolation, hosts: [server.address] },
    );
    const notYours = [407, "This proxy is another run's.\n"];
    const walled = (await isolation()).bubblewrap !== null;
    expect({ told, ledger: trial.ledger, refused }).toEqual({
      told: [
        notYours,
        notYours,
        walled ? expect.stringContaining('Connection refused') : 'Hello',
        expect.stringContaining('407'),
      ],
      ledger: [],
      refused: [],
    });
  });

  it("does not see what another run asks, nor gets in with that one's secret", async () => {
    const server = await http((request, response) => response.end(request.url));
    const ask = (own: string, secret: string) =>
      script(
        `proxy=os.environ['HTTP_PROXY']
place=proxy.split('@')[1]
bare=requests.Session(); bare.trust_env=False
other=bare.get('http://${server.address}/', proxies={'http': 'http://run:${secret}@' + place}).status_code
tell([requests.get('http://${server.address}/${own}').text, other])`,
      );
    const first = await start('python', ask('first', 'none'), {
      isolation,
      hosts: [server.address],
      errand: { runId: 1 },
    });
    const second = await start('python', ask('second', first.wayOut.secret), {
      isolation,
      hosts: [server.address],
      errand: { runId: 2 },
    });
    expect([JSON.parse(await first.said), JSON.parse(await second.said)]).toEqual([
      ['/first', 407],
      ['/second', 407],
    ]);
    expect([first, second].map(({ trial }) => trial.ledger.map(({ run }) => run))).toEqual([
      [1],
      [2],
    ]);
  });

  it('writes to what blocks, as any program expects', async () => {
    const server = await http((_request, response) => response.end('Hello'));
    const { told } = await python(
      `requests.get('http://${server.address}/')
tell([os.get_blocking(descriptor) for descriptor in [1, 2, 4]])`,
      { isolation, hosts: [server.address] },
    );
    expect(told).toEqual([true, true, true]);
  });

  it('is cut off when it is killed, and what it said stands in the ledger', async () => {
    let ended = () => {};
    const gone = new Promise<void>((resolve) => {
      ended = resolve;
    });
    const server = await tcp((socket) => {
      socket.once('data', () => void run.then(({ child }) => child.kill()));
      socket.on('close', ended);
    });
    const run = start('python', script(`requests.get('https://${server.address}/', ${trust})`), {
      isolation,
      hosts: [server.address],
    });
    await (await run).said;
    await gone;
    expect(
      (await run).trial.ledger.map(({ kind, reason, bytesOut }) => [kind, reason, bytesOut > 0]),
    ).toEqual([
      ['tunnel', 'opened', false],
      ['tunnel', 'ok', true],
    ]);
  });
});
