/**
 * The child's side: reads one file from descriptor 3 and answers on 4. It is started for one file and ended after it;
 * what it parses comes from strangers.
 */
import { createReadStream, writeSync } from 'node:fs';
import { buffer } from 'node:stream/consumers';
import { Failure } from '../contract/failure.ts';
import { isOutOfMemory } from './damaged.ts';
import { parseDocument } from './parse.ts';
import type { ReadAnswer, ReadOrder } from './protocol.ts';
import { tooMuchMemory } from './sentences.ts';

// Behind walls there is no network; elsewhere a library should at least not find one by accident.
for (const name of ['fetch', 'WebSocket', 'EventSource']) Reflect.deleteProperty(globalThis, name);

const input = await buffer(createReadStream('', { fd: 3 }));
const end = input.indexOf(0x0a);
const { kind, name }: ReadOrder = JSON.parse(input.toString('utf8', 0, end));
const answer = Buffer.from(JSON.stringify(await read(input.subarray(end + 1))));
for (let written = 0; written < answer.length; ) written += writeSync(4, answer, written);
process.exit(0);

async function read(bytes: Buffer): Promise<ReadAnswer> {
  try {
    const { text, notes } = await parseDocument(kind, name, bytes);
    return { text, notes: [...notes] };
  } catch (error) {
    if (error instanceof Failure) return { failure: error.code, sentence: error.message };
    if (isOutOfMemory(error)) return { failure: 'TOO_LARGE', sentence: tooMuchMemory };
    throw error;
  }
}
