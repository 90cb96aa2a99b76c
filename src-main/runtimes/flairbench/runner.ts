/**
 * The child's side: runs an enricher's one function and speaks the protocol on descriptors 3 and 4. Nothing but
 * Node's own modules, and few of those: every import is paid at every start. Types only from elsewhere.
 */
import { read, readSync, writeSync } from 'node:fs';
import type { Context, Enrich, FetchAnswer } from '../../../enrichers/sdk/index.ts';
import type { BrokerResponse, ResolveAnswer } from '../../broker/broker.ts';
import type { FromChild, RunOrder, ToChild } from './protocol.ts';

const fromHost = 3;
const toHost = 4;
const longestLog = 16_000;

type Call = {
  readonly fetched?: (answer: BrokerResponse) => void;
  readonly resolved?: (answer: ResolveAnswer) => void;
  readonly reject: (why: Error) => void;
};
type ActiveRun = {
  readonly calls: Map<number, Call>;
  readonly abort: AbortController;
  readonly last: boolean;
};

const startFolder = process.cwd();
const runs = new Map<number, ActiveRun>();
const loaded = new Map<string, Enrich>();
const { parse, stringify } = JSON;

/** Ends a run as an error that has a reason; the stack goes to stderr, which is evidence only. */
class RunFault extends Error {
  readonly reason: string;
  constructor(reason: string, sentence: string, cause?: unknown) {
    super(sentence, { cause });
    this.reason = reason;
  }
}

/** What the host would not do. Not caught by the enricher, it becomes the run's own reason. */
class BrokerRefusal extends RunFault {
  override readonly name = 'BrokerRefusal';
}

/** A string is a line already. */
function say(message: FromChild | string): void {
  const line = typeof message === 'string' ? message : stringify(message);
  writeAll(toHost, Buffer.from(`${line}\n`));
}

function writeAll(descriptor: number, bytes: Buffer): void {
  let written = 0;
  while (written < bytes.length) {
    try {
      written += writeSync(descriptor, bytes, written);
    } catch (error) {
      // The enricher may have made the pipe non-blocking; the host reads on in a moment.
      if (!hasCode(error, 'EAGAIN')) process.exit(70);
      Atomics.wait(new Int32Array(new SharedArrayBuffer(4)), 0, 0, 1);
    }
  }
}

async function startRun(id: number, order: RunOrder): Promise<void> {
  const active: ActiveRun = {
    calls: new Map(),
    abort: new AbortController(),
    last: order.last,
  };
  runs.set(id, active);
  process.chdir(startFolder);
  try {
    const enrich = loaded.get(order.module) ?? (await load(order.module));
    const given = enrich(order.observable, contextFor(id, order, active));
    finish(id, resultMessage(id, isThenable(given) ? await given : given), 0);
  } catch (error) {
    finish(id, errorMessage(id, error), 1);
  }
}

/** The first ending of a run counts. What it still waits for is never answered: nobody would be told of it. */
function finish(id: number, message: FromChild | string, exitCode: number): void {
  const active = runs.get(id);
  if (active === undefined) return;
  runs.delete(id);
  say(message);
  if (active.last) process.exit(exitCode);
}

async function load(module: string): Promise<Enrich> {
  const { enrich }: { enrich?: unknown } = await import(module).catch((error: unknown) => {
    if (hasCode(error, 'ERR_MODULE_NOT_FOUND') && 'url' in error && error.url === module) {
      throw new RunFault(
        'module_missing',
        'The file of this enricher is missing. Install its bundle again.',
      );
    }
    throw new RunFault(
      'module_broken',
      `The enricher could not be loaded: ${messageOf(error)}`,
      error,
    );
  });
  if (!isEnrich(enrich)) {
    throw new RunFault('no_function', 'The enricher exports no function named enrich.');
  }
  loaded.set(module, enrich);
  return enrich;
}

function contextFor(id: number, order: RunOrder, active: ActiveRun): Context {
  let nextCall = 0;
  function ask(message: (call: number) => FromChild, waiting: Call): void {
    if (!runs.has(id)) return;
    const call = nextCall;
    nextCall += 1;
    active.calls.set(call, waiting);
    say(message(call));
  }
  return {
    settings: order.settings,
    credentials: order.credentials,
    fields: order.fields,
    signal: active.abort.signal,
    folder: order.folder,
    log(level, text) {
      if (runs.has(id))
        say({ type: 'log', run: id, level, text: String(text).slice(0, longestLog) });
    },
    async fetch(url, options = {}) {
      const request = {
        url: String(url),
        method: options.method ?? 'GET',
        headers: options.headers ?? {},
        body: options.body ?? null,
      };
      const answer = await new Promise<BrokerResponse>((fetched, reject) =>
        ask((call) => ({ type: 'fetch', run: id, call, request }), { fetched, reject }),
      );
      return withReaders(answer);
    },
    resolve(name, type) {
      const question = { name: String(name), type };
      return new Promise((resolved, reject) =>
        ask((call) => ({ type: 'resolve', run: id, call, question }), { resolved, reject }),
      );
    },
  };
}

function withReaders({ status, headers, body }: BrokerResponse): FetchAnswer {
  return { status, headers, text: () => body, json: () => parse(body) };
}

/** The host reads long reports by the order of these keys, without parsing them. */
function resultMessage(run: number, result: unknown): FromChild | string {
  if (typeof result !== 'object' || result === null || Array.isArray(result)) {
    throw new RunFault(
      'not_a_result',
      'The enricher returned no result: it must return a report, noData or error.',
    );
  }
  if ('noData' in result) {
    return { type: 'no_data', run, sentence: sentenceOf(result.noData) };
  }
  if ('error' in result && !('widgets' in result)) {
    const error: unknown = result.error;
    const given = typeof error === 'object' && error !== null ? error : {};
    const reason = 'reason' in given ? asReason(given.reason) : 'enricher_error';
    const sentence = sentenceOf('sentence' in given ? given.sentence : error);
    return { type: 'error', run, reason, sentence };
  }
  try {
    return `{"type":"report","run":${run},"report":${stringify(result, onlyData)}}`;
  } catch (error) {
    throw new RunFault('not_json', `The result is not plain data: ${messageOf(error)}`, error);
  }
}

function onlyData(key: string, value: unknown): unknown {
  if (typeof value === 'function' || typeof value === 'symbol') {
    throw new TypeError(`${key} is a ${typeof value}`);
  }
  return value;
}

function errorMessage(run: number, error: unknown): FromChild {
  if (error instanceof Error) writeAll(2, Buffer.from(`${traceOf(error)}\n`));
  if (error instanceof RunFault) {
    return { type: 'error', run, reason: error.reason, sentence: sentenceOf(error.message) };
  }
  return {
    type: 'error',
    run,
    reason: 'enricher_failed',
    sentence: sentenceOf(`The enricher failed: ${messageOf(error)}`),
  };
}

function traceOf(error: Error): string {
  const cause = error.cause instanceof Error ? `\ncaused by: ${error.cause.stack ?? ''}` : '';
  return `${error.stack ?? error.message}${cause}`;
}

function messageOf(error: unknown): string {
  try {
    // The first line says it; V8 explains cycles over several.
    const text = error instanceof Error ? error.message : String(error);
    return text.split('\n', 1)[0] || 'no reason given';
  } catch {
    return 'no reason given';
  }
}

function sentenceOf(value: unknown): string {
  const text = typeof value === 'string' && value.trim() !== '' ? value.trim() : 'No reason given';
  return `${text.slice(0, 1900)}${/[.!?]$/.test(text) ? '' : '.'}`;
}

function asReason(value: unknown): string {
  return typeof value === 'string' && /^[a-z][a-z0-9_]{0,39}$/.test(value)
    ? value
    : 'enricher_error';
}

function hasCode(error: unknown, code: string): error is Error & { code: string } {
  return error instanceof Error && 'code' in error && error.code === code;
}

function isThenable(value: unknown): value is PromiseLike<unknown> {
  return typeof value === 'object' && value !== null && 'then' in value;
}

function isEnrich(value: unknown): value is Enrich {
  return typeof value === 'function';
}

function obey(line: string): void {
  const message: ToChild = parse(line);
  if (message.type === 'run') {
    void startRun(message.run, message);
    return;
  }
  const active = runs.get(message.run);
  if (message.type === 'cancel') {
    active?.abort.abort(new Error('The run was cancelled.'));
    return;
  }
  const call = active?.calls.get(message.call);
  active?.calls.delete(message.call);
  if (message.type === 'refusal') call?.reject(new BrokerRefusal(message.reason, message.sentence));
  else if (message.type === 'fetched') call?.fetched?.(message.answer);
  else call?.resolved?.(message.answer);
}

const chunk = Buffer.allocUnsafe(64 * 1024);
let unread: Buffer[] = [];

function receive(length: number): void {
  // The host closed its end: nothing more will be asked.
  if (length === 0) process.exit(0);
  let start = 0;
  for (;;) {
    const end = chunk.subarray(0, length).indexOf(0x0a, start);
    if (end === -1) break;
    unread.push(chunk.subarray(start, end));
    const line = Buffer.concat(unread).toString('utf8');
    unread = [];
    start = end + 1;
    obey(line);
  }
  if (start < length) unread.push(Buffer.from(chunk.subarray(start, length)));
}

/**
 * Between runs the process stands still in a blocking read: what an enricher left behind (timers, promises) does
 * not go on behind the analyst's back, and the next order is answered at once. During a run it reads beside it.
 */
function listen(): void {
  if (runs.size === 0) {
    receive(readSync(fromHost, chunk, 0, chunk.length, null));
    setImmediate(listen);
    return;
  }
  read(fromHost, chunk, 0, chunk.length, null, (error, length) => {
    if (error !== null) process.exit(71);
    receive(length);
    setImmediate(listen);
  });
}

process.on('uncaughtException', (error) => {
  for (const id of runs.keys()) finish(id, errorMessage(id, error), 1);
  process.exit(1);
});

listen();
