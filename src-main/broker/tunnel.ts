import { once } from 'node:events';
import type { Socket } from 'node:net';
import { type Duplex, Transform } from 'node:stream';
import { BrokerRefusal, type Errand } from './broker.ts';
import { unlessAborted, within } from './clock.ts';
import { dial, hangUp, type Line, reached, routeTo } from './dial.ts';
import { explainFailure } from './exchange.ts';
import { checkHost, checkOpen, placeOf } from './gate.ts';
import { bareHost, type Permission, portOf } from './hosts.ts';
import { createLeave } from './leave.ts';
import { ledgerEntry, noteContact } from './ledger.ts';
import { lessonOf } from './lesson.ts';
import type { Surroundings } from './surroundings.ts';

export type Tunnel = {
  /**
   * Carries bytes both ways until one side ends, or the signal does.
   * @throws BrokerRefusal when we ended it, or the reason of the signal
   */
  carry(client: Duplex, signal: AbortSignal): Promise<void>;
};

/**
 * Opens a tunnel for `host:port`. It stands in the ledger twice: as `opened` before a byte of it can leave, so that a
 * crash hides nothing, and with its bytes when it is over. What is said in it nobody here can read.
 */
export async function openTunnel(
  around: Surroundings,
  authority: string,
  errand: Errand,
  signal: AbortSignal,
): Promise<Tunnel> {
  const target = targetOf(authority);
  const [host, port] = target === null ? ['', 0] : [bareHost(target), portOf(target)];
  const note = (line: Line | null, error: unknown) => {
    const attempt = { time: around.now(), kind: 'tunnel', host, port } as const;
    if (line !== null) noteContact(errand, attempt);
    const bytesOut = line?.wire.bytesWritten ?? 0;
    const bytesIn = line?.wire.bytesRead ?? 0;
    const traffic = { sent: line !== null, bytesOut, bytesIn };
    return ledgerEntry(attempt, errand, traffic, error);
  };

  let checked: { readonly target: URL; readonly permission: Permission };
  try {
    checked = checkTarget(around, target, errand);
  } catch (error) {
    await around.writeLedger(note(null, error));
    throw error;
  }
  const place = placeOf(checked.target);
  const leave = createLeave(around, { host: place, limits: errand.limits, errand });
  const learn = await leave.take(signal);

  const phone: { line: Line | null } = { line: null };
  const over = (error: unknown, answered: boolean) =>
    Promise.all([
      around.writeLedger(note(phone.line, error)),
      learn(
        answered
          ? { result: 'answered', waitMs: null, usage: null, chance: around.chance() }
          : lessonOf(around, errand, { answer: null, error, sent: phone.line !== null }),
      ),
    ]);
  errand.told.requests += 1;
  try {
    const far = await connect(around, checked, phone, signal);
    await around.writeLedger({ ...note(phone.line, null), ...unused, reason: 'opened' });
    return {
      async carry(client, ending) {
        const error = await splice(around, { far, client, place, errand, ...checked }, ending);
        const answered = far.bytesRead > 0;
        if (phone.line !== null) hangUp(phone.line);
        await over(error, answered);
        if (error !== null) throw error;
      },
    };
  } catch (error) {
    if (phone.line === null) errand.told.requests -= 1;
    else hangUp(phone.line);
    await over(error, false);
    throw error;
  }
}

/** `host:port` as a URL; null for what is none. */
function targetOf(authority: string): URL | null {
  const target = URL.parse(`https://${authority}`);
  const plain = target !== null && /^[^/?#@\s]+:\d+$/.test(authority);
  return plain ? target : null;
}

function checkTarget(around: Surroundings, target: URL | null, errand: Errand) {
  checkOpen(target === null ? 'the network' : placeOf(target), errand, around.airGapped());
  if (target === null) {
    throw new BrokerRefusal('bad_request', 'A tunnel is asked for as host:port.');
  }
  return { target, permission: checkHost(target, errand, null) };
}

/** Gives what is spoken on: the line itself, or what a proxy made of it. */
async function connect(
  around: Surroundings,
  { target, permission }: { readonly target: URL; readonly permission: Permission },
  phone: { line: Line | null },
  signal: AbortSignal,
): Promise<Socket> {
  const { clock, limits } = around;
  const milliseconds = limits.connect;
  const sentence = `${placeOf(target)} did not take the connection in ${milliseconds / 1000} s.`;
  try {
    return await within({ clock, milliseconds, sentence }, signal, async (soon) => {
      const route = await routeTo(around, target, permission, soon);
      phone.line = dial(route);
      return await reached(phone.line, route, soon);
    });
  } catch (error) {
    if (signal.aborted) throw signal.reason;
    throw explainFailure(error, target);
  }
}

type Ends = {
  readonly far: Socket;
  readonly client: Duplex;
  readonly place: string;
  readonly target: URL;
  readonly permission: Permission;
  readonly errand: Errand;
};

/** Carries until it is over; gives why, null where one of the two sides simply ended. */
async function splice(around: Surroundings, ends: Ends, signal: AbortSignal): Promise<unknown> {
  const { clock, limits } = around;
  const { client, far, place, target } = ends;
  const stop = new AbortController();
  const sentence = `The connection to ${place} was open for ${limits.tunnel / 1000} s and was closed.`;
  const whole = { clock, milliseconds: limits.tunnel, sentence };
  const silence = `${place} was silent for ${limits.tunnelIdle / 1000} s, so the connection was closed.`;
  far.setTimeout(limits.tunnelIdle, () => stop.abort(new BrokerRefusal('timed_out', silence)));
  try {
    await within(whole, AbortSignal.any([signal, stop.signal]), async (inTime) => {
      const done = firstEnd(far, client);
      client.pipe(guard(around, ends, 'out', stop)).pipe(far);
      far.pipe(guard(around, ends, 'in', stop)).pipe(client);
      await unlessAborted(done, inTime);
    });
  } catch (error) {
    client.destroy();
    if (error instanceof BrokerRefusal) return error;
    if (signal.aborted) return signal.reason;
    // Many break off when they have said everything; only who never answered was not reached.
    return far.errored !== null && far.bytesRead === 0 ? explainFailure(error, target) : null;
  }
  // What it still says nobody hears, but closing before it was read would cut off what it has yet to read itself.
  client.resume();
  return null;
}

/** Whoever ends first, once the client has been told everything that came in. */
function firstEnd(far: Socket, client: Duplex): Promise<unknown> {
  const broken = once(far, 'error').then(([error]) => {
    throw error;
  });
  return Promise.race([broken, once(client, 'finish'), once(client, 'close')]);
}

/** Looks at every piece before it is handed on; one that may not pass ends the tunnel. */
function guard(
  around: Surroundings,
  { place, permission, errand }: Ends,
  way: 'in' | 'out',
  stop: AbortController,
): Transform {
  const limit = around.limits.tunnelBytes;
  let bytes = 0;
  const check = (chunk: Buffer) => {
    checkOpen(place, errand, around.airGapped());
    if (way === 'out' && bytes === 0 && chunk[0] !== tlsHandshake && !permission.plain) {
      throw new BrokerRefusal(
        'host_refused',
        `${place} may be asked over https only. Declare http://${place} to ask it without encryption.`,
      );
    }
    bytes += chunk.length;
    if (bytes > limit) {
      const what = way === 'in' ? 'answered' : 'was sent';
      throw new BrokerRefusal('too_large', `${place} ${what} more than ${limit} bytes in one go.`);
    }
  };
  return new Transform({
    transform(chunk: Buffer, _encoding, done) {
      try {
        check(chunk);
        done(null, chunk);
      } catch (refusal) {
        stop.abort(refusal);
        done();
      }
    },
  });
}

/** Until then only a proxy of ours was spoken with. */
const unused = { bytesOut: 0, bytesIn: 0 } as const;

/** the first byte of every TLS connection: RFC 8446, section 5.1 */
const tlsHandshake = 22;
