import { Resolver } from 'node:dns/promises';
import {
  type Broker,
  BrokerRefusal,
  type Errand,
  type ResolveAnswer,
  type ResolveQuestion,
} from './broker.ts';
import { unlessAborted } from './clock.ts';
import { checkOpen } from './gate.ts';
import { ledgerEntry } from './ledger.ts';
import { nameServer, nameToAsk } from './names.ts';
import { askFor } from './records.ts';
import type { Surroundings } from './surroundings.ts';

type Server = ReturnType<typeof nameServer>;
type Asked = {
  readonly question: ResolveQuestion;
  readonly name: string;
  readonly errand: Errand;
};

export function createResolve(around: Surroundings): Broker['resolve'] {
  return async (question, errand, signal) => {
    const chosen = errand.resolvers.length > 0 ? errand.resolvers : around.nameServers();
    const servers = chosen.map(nameServer);
    const asked = { question, name: nameToAsk(question), errand };
    // Two servers, twice each, is what fits a run's time; a third has never saved an analyst's question.
    const silent: Server[] = [];
    for (const server of servers.slice(0, 2)) {
      const answer = await askOnce(around, server, asked, signal);
      if (answer !== null) return answer;
      silent.push(server);
    }
    throw new BrokerRefusal('no_resolver', nobodyAnswered(silent));
  };
}

function nobodyAnswered(silent: readonly Server[]): string {
  return silent.length === 0
    ? 'No name server is known on this machine. Choose one in the settings of this enricher.'
    : `No name server answered (asked ${silent.map(({ server }) => server).join(', ')}).`;
}

/** Null: this server is silent, another may be asked. */
async function askOnce(
  around: Surroundings,
  server: Server,
  asked: Asked,
  signal: AbortSignal,
): Promise<ResolveAnswer | null> {
  const { question, name, errand } = asked;
  const attempt = { time: around.now(), host: server.host, port: server.port };
  const note = (sent: boolean, records: readonly string[] | null, error: unknown) => {
    const traffic = { sent, ...estimate(sent, name, records) };
    return around.writeLedger(ledgerEntry(attempt, errand, traffic, error));
  };
  try {
    signal.throwIfAborted();
    checkOpen(server.server, errand, around.airGapped());
  } catch (error) {
    await note(false, null, error);
    throw error;
  }
  const resolver = new Resolver({
    timeout: around.limits.nameServer,
    maxTimeout: around.limits.nameServer,
    tries: 2,
  });
  resolver.setServers([server.server]);
  let answer: ResolveAnswer;
  try {
    const records = await unlessAborted(askFor[question.type](resolver, name), signal);
    answer = { status: 'ok', records, server: server.server };
  } catch (error) {
    const meaning = signal.aborted ? signal.reason : explain(error, asked, server);
    if (!isStatus(meaning)) {
      await note(true, null, meaning);
      if (meaning instanceof BrokerRefusal && meaning.reason === 'no_resolver') return null;
      throw meaning;
    }
    answer = { status: meaning, records: [], server: server.server };
  } finally {
    resolver.cancel();
  }
  await note(true, answer.records, null);
  return answer;
}

function isStatus(meaning: unknown): meaning is 'NXDOMAIN' | 'NODATA' {
  return meaning === 'NXDOMAIN' || meaning === 'NODATA';
}

/** What c-ares says: an answer, a silent server (`no_resolver`), or one that would not or could not answer. */
function explain(error: unknown, asked: Asked, { server }: Server): unknown {
  const code = error instanceof Error && 'code' in error ? error.code : null;
  if (code === 'ENOTFOUND') return 'NXDOMAIN';
  if (code === 'ENODATA') return 'NODATA';
  if (typeof code !== 'string') return error;
  if (code === 'ETIMEOUT' || code === 'ECONNREFUSED') {
    return new BrokerRefusal('no_resolver', `No name server answered (asked ${server}).`, {
      cause: error,
    });
  }
  const word = code.replace(/^E/, '');
  return new BrokerRefusal(
    'unreachable',
    `The name server ${server} answered ${word} for ${asked.name} (${asked.question.type}).`,
    { cause: error },
  );
}

/** c-ares does not tell what it sent: sizes of a question with EDNS, and of an answer with its names compressed. */
function estimate(sent: boolean, name: string, records: readonly string[] | null) {
  if (!sent) return { bytesOut: 0, bytesIn: 0 };
  const question = 12 + name.length + 2 + 4;
  const answers = (records ?? []).reduce((sum, text) => sum + 12 + Buffer.byteLength(text), 0);
  return { bytesOut: question + 11, bytesIn: records === null ? 0 : question + answers };
}
