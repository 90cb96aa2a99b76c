import { Resolver } from 'node:dns/promises';
import { noLimits } from '../limits/limits.ts';
import {
  type Broker,
  BrokerRefusal,
  type Errand,
  type ResolveAnswer,
  type ResolveQuestion,
} from './broker.ts';
import { unlessAborted } from './clock.ts';
import { checkMayResolve, checkOpen } from './gate.ts';
import { createLeave } from './leave.ts';
import { ledgerEntry, noteContact } from './ledger.ts';
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
    const allowed = errand.resolvers ?? [];
    const chosen = allowed.length > 0 ? allowed : around.nameServers();
    const servers = chosen.map(nameServer);
    const name = await nameOrNote(around, question, errand, servers[0]);
    const asked = { question, name, errand };
    await leaveToAsk(around, errand, signal);
    errand.told.requests += 1;
    const failures: Unanswered[] = [];
    for (const server of servers.slice(0, serversAsked)) {
      const answer = await askOnce(around, server, asked, signal);
      if (!('refusal' in answer)) return answer;
      failures.push(answer);
    }
    throw worstOf(failures);
  };
}

/** A quota counts questions, too; how fast name servers may be asked nobody declares. */
async function leaveToAsk(
  around: Surroundings,
  errand: Errand,
  signal: AbortSignal,
): Promise<void> {
  const { quota } = errand.limits;
  if (quota === null || errand.resolvers === null || around.airGapped()) return;
  const limits = { ...noLimits, quota };
  await createLeave(around, { host: 'name servers', limits, errand }).take(signal);
}

/** What is no name is asked nowhere; that it was tried stands in the ledger. */
async function nameOrNote(
  around: Surroundings,
  question: ResolveQuestion,
  errand: Errand,
  server: Server | undefined,
): Promise<string> {
  try {
    return nameToAsk(question);
  } catch (error) {
    const attempt = {
      time: around.now(),
      kind: 'question',
      host: server?.host ?? '',
      port: server?.port ?? 0,
    } as const;
    await around.writeLedger(ledgerEntry(attempt, errand, nothingSent, error));
    throw error;
  }
}

const nothingSent = { sent: false, bytesOut: 0, bytesIn: 0 };

/** Two servers, twice each, is what fits into a run's time. */
const serversAsked = 2;

type Unanswered = { readonly server: string; readonly refusal: BrokerRefusal };

/** A server that answered that it cannot tells more than one that is silent. */
function worstOf(failures: readonly Unanswered[]): BrokerRefusal {
  const telling = failures.find(({ refusal }) => refusal.reason !== 'no_resolver');
  if (telling !== undefined) return telling.refusal;
  return new BrokerRefusal(
    'no_resolver',
    failures.length === 0
      ? 'No name server is known on this machine. Choose one in the settings of this enricher.'
      : `No name server answered (asked ${failures.map(({ server }) => server).join(', ')}).`,
  );
}

/** Where this server gives no answer, another may be asked. */
async function askOnce(
  around: Surroundings,
  server: Server,
  asked: Asked,
  signal: AbortSignal,
): Promise<ResolveAnswer | Unanswered> {
  const { question, name, errand } = asked;
  const attempt = {
    time: around.now(),
    kind: 'question',
    host: server.host,
    port: server.port,
  } as const;
  const note = (sent: boolean, records: readonly string[] | null, error: unknown) => {
    if (sent) noteContact(errand, attempt);
    const traffic = { sent, ...estimate(sent, name, records) };
    return around.writeLedger(ledgerEntry(attempt, errand, traffic, error));
  };
  try {
    signal.throwIfAborted();
    checkOpen(server.server, errand, around.airGapped());
    checkMayResolve(server.server, errand);
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
      if (meaning instanceof BrokerRefusal && !signal.aborted) {
        return { server: server.server, refusal: meaning };
      }
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
