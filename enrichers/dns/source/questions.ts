import type { Context, ResolveAnswer, ResolveType } from '../../sdk/index.ts';
import { type DnsRecord, readRecord } from './records.ts';

export type Answers = {
  readonly records: readonly DnsRecord[];
  /** the name servers that answered */
  readonly servers: readonly string[];
  /** the name itself does not exist */
  readonly nonexistent: boolean;
};

/**
 * Asks the first question alone: a name that does not exist needs no others, and where nothing may be asked or
 * nobody answers its refusal is the whole result. Of the others each may fail on its own.
 */
export async function askAll(
  name: string,
  [first, ...others]: readonly [ResolveType, ...ResolveType[]],
  context: Context,
): Promise<Answers> {
  const opening = await context.resolve(name, first);
  if (opening.status === 'NXDOMAIN') {
    return { records: [], servers: [opening.server], nonexistent: true };
  }
  const answers = await Promise.all(others.map((type) => askOne(name, type, context)));
  const all = [{ type: first, answer: opening }, ...answers.filter((each) => each !== null)];
  return {
    records: all.flatMap(({ type, answer }) =>
      // Name servers turn the order round with every answer.
      [...answer.records].sort().map((text) => readRecord(type, text)),
    ),
    servers: [...new Set(all.map(({ answer }) => answer.server))],
    nonexistent: false,
  };
}

async function askOne(
  name: string,
  type: ResolveType,
  context: Context,
): Promise<{ type: ResolveType; answer: ResolveAnswer } | null> {
  try {
    return { type, answer: await context.resolve(name, type) };
  } catch (error) {
    context.signal.throwIfAborted();
    const sentence = error instanceof Error ? error.message : String(error);
    context.log('warning', `${type} was not answered: ${sentence}`);
    return null;
  }
}
