import * as z from 'zod';
import { type BrokerResponse, type ResolveAnswer, resolveTypes } from '../../broker/broker.ts';
import { messageSchema } from '../../contract/report.ts';
import { parseForeignJson } from '../../processes/foreign-json.ts';

/**
 * What host and runner say to each other: one JSON object a line, a run id on every line. `toChild` is trusted by
 * the runner; everything `fromChild` was written by a stranger.
 */

export type ToChild =
  | ({ readonly type: 'run'; readonly run: number } & RunOrder)
  | {
      readonly type: 'fetched';
      readonly run: number;
      readonly call: number;
      readonly answer: BrokerResponse;
    }
  | {
      readonly type: 'resolved';
      readonly run: number;
      readonly call: number;
      readonly answer: ResolveAnswer;
    }
  | {
      readonly type: 'refusal';
      readonly run: number;
      readonly call: number;
      readonly reason: string;
      readonly sentence: string;
    }
  | { readonly type: 'cancel'; readonly run: number };

export type RunOrder = {
  /** file URL of the compiled enricher */
  readonly module: string;
  /** the bundle's folder */
  readonly folder: string;
  readonly observable: { readonly type: string; readonly value: string };
  readonly fields: Readonly<Record<string, string>>;
  readonly settings: Readonly<Record<string, string | number | boolean>>;
  readonly credentials: Readonly<Record<string, string>>;
  /** the process ends after this run */
  readonly last: boolean;
};

const run = z.int();
const call = z.int().nonnegative();
/** `reason` is shown as a code: letters only, so that nothing can be smuggled into a list of reasons. */
const reason = z.string().regex(/^[a-z][a-z0-9_]{0,39}$/);
const sentence = z.string().max(2000);

const fromChildSchema = z.discriminatedUnion('type', [
  z.strictObject({ type: z.literal('report'), run, report: z.unknown() }),
  z.strictObject({ type: z.literal('no_data'), run, sentence }),
  z.strictObject({ type: z.literal('error'), run, reason, sentence }),
  z.strictObject({ type: z.literal('log'), run, ...messageSchema.shape }),
  z.strictObject({
    type: z.literal('fetch'),
    run,
    call,
    request: z.strictObject({
      url: z.string().max(65_536),
      method: z.enum(['GET', 'HEAD', 'POST', 'PUT', 'DELETE', 'PATCH']),
      headers: z.record(z.string(), z.string()),
      body: z.string().nullable(),
    }),
  }),
  z.strictObject({
    type: z.literal('resolve'),
    run,
    call,
    question: z.strictObject({ name: z.string().max(1000), type: z.enum(resolveTypes) }),
  }),
]);
export type FromChild = z.infer<typeof fromChildSchema>;

/** The longest line that is read at all, in bytes; a report beyond it is refused with a sentence. */
export const maximumLineBytes = 24 * 1024 * 1024;
/** Reports longer than this are handed on unread, so that the host's loop never stands still for them. */
const longLineBytes = 256 * 1024;
/** Nothing but a report has reason to be longer. */
const maximumCallBytes = 4 * 1024 * 1024;

/** The runner writes reports in exactly this order of keys. */
const longReport = /^\{"type":"report","run":(\d{1,15}),"report":/;

/**
 * Reads one line of the child; null for whatever is not a message. The report of a long line comes as the bytes of
 * its JSON text.
 */
export function readFromChild(line: Buffer): FromChild | null {
  if (line.length > longLineBytes) {
    const head = longReport.exec(line.toString('latin1', 0, 60));
    if (head !== null) {
      // A view, and not a Buffer: no copy of megabytes, and the same thing on the other side of a thread.
      const length = line.length - head[0].length - 1;
      const report = new Uint8Array(line.buffer, line.byteOffset + head[0].length, length);
      return { type: 'report', run: Number(head[1]), report };
    }
    if (line.length > maximumCallBytes) return null;
  }
  try {
    return fromChildSchema.safeParse(parseForeignJson(line.toString('utf8'))).data ?? null;
  } catch {
    return null;
  }
}
