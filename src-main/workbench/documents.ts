import type { Document } from '../contract/document.ts';
import { Failure } from '../contract/failure.ts';
import { isBinary, tooLargeSentence } from '../contract/plain-text.ts';
import { pasteLimitBytes } from '../contract/vocabulary.ts';
import { decodeTextInPieces } from '../documents/decode-text.ts';
import { fileName } from '../documents/file-name.ts';
import { identity } from '../documents/identity.ts';
import { documentKind, type ParsedKind } from '../documents/kind.ts';
import { largestAnswer, type ReadAnswer, readAnswerSchema } from '../documents/protocol.ts';
import { readerFiles } from '../documents/reader-files.ts';
import * as sentences from '../documents/sentences.ts';
import type { LaunchedProcess, Launcher, ProcessEnd } from '../processes/launcher.ts';
import { outsideArchive } from '../processes/node-binary.ts';

/** Reads files as pastes: texts as they are, other formats in a process that is started for one file only. */
export interface DocumentDesk {
  /**
   * A file that cannot be read is given as its name, size and hashes, with a note that says why. Throws `Failure` for
   * what is too large to be taken, and where reading itself fails.
   */
  read(file: GivenFile, signal: AbortSignal): Promise<Document>;
}

type GivenFile = { readonly name: string; readonly bytes: Uint8Array };

export type DocumentDeskOptions = {
  readonly launcher: Launcher;
  readonly timeoutMs?: number;
  /** what reads, unless a test has its own */
  readonly reader?: { readonly script: string; readonly readPaths: readonly string[] };
};

/** Node itself takes half a gigabyte of it before the first line runs. */
const limits = { memoryMegabytes: 2048, cpuSeconds: 2 * sentences.readingSeconds };

export function createDocumentDesk(options: DocumentDeskOptions): DocumentDesk {
  const { launcher, timeoutMs = sentences.readingSeconds * 1000 } = options;
  const { script, readPaths } = options.reader ?? readerFiles();

  async function parse(kind: ParsedKind, file: GivenFile, signal: AbortSignal) {
    if (signal.aborted) throw new Failure('UNAVAILABLE', sentences.readingCancelled);
    const child = await launcher
      .launch({
        kind: 'node',
        script: outsideArchive(script),
        nodeArguments: ['--disallow-code-generation-from-strings'],
        arguments: [],
        readPaths,
        writePaths: [],
        limits,
      })
      .catch((error: unknown) => {
        throw new Failure('UNAVAILABLE', sentences.readerMissing, { cause: error });
      });
    child.toChild.write(`${JSON.stringify({ kind, name: fileName(file.name) })}\n`);
    child.toChild.end(file.bytes);
    const answer = await answerOf(child, timeoutMs, signal);
    if ('failure' in answer) throw new Failure(answer.failure, answer.sentence);
    return answer;
  }

  async function readWhole(title: string, file: GivenFile, signal: AbortSignal): Promise<Document> {
    const kind = documentKind(file.bytes, title);
    if (kind !== 'text') return { title, ...(await parse(kind, file, signal)) };
    const text = await decodeTextInPieces(file.bytes, signal).catch((error: unknown) => {
      if (!signal.aborted) throw error;
      throw new Failure('UNAVAILABLE', sentences.readingCancelled);
    });
    if (isBinary(text)) throw new Failure('BAD_INPUT', binaryFile);
    return { title, text, notes: [] };
  }

  return {
    async read(file, signal) {
      const { name, bytes } = file;
      if (bytes.length > pasteLimitBytes) throw new Failure('TOO_LARGE', tooLargeSentence);
      const title = fileName(name);
      try {
        return await readWhole(title, file, signal);
      } catch (error) {
        if (!(error instanceof Failure) || !isAboutTheFile(error)) throw error;
        const note = `Its contents were not read, only its hashes are here. ${error.message}`;
        return { title, text: identity('File', { name, bytes }), notes: [note.slice(0, 500)] };
      }
    },
  };
}

const binaryFile = 'It is binary data, not text.';

/** What no other attempt changes: then its hashes are what there is to look up. */
function isAboutTheFile({ code }: Failure): boolean {
  return code === 'BAD_INPUT' || code === 'TOO_LARGE';
}

/** Why a child was ended before it had answered. */
type Stop = 'time' | 'cancelled' | 'flood';

async function answerOf(
  child: LaunchedProcess,
  timeoutMs: number,
  signal: AbortSignal,
): Promise<ReadAnswer> {
  let stopped: Stop | null = null;
  const stop = (why: Stop) => {
    stopped ??= why;
    void child.kill();
  };
  const cancel = () => stop('cancelled');
  const timer = setTimeout(() => stop('time'), timeoutMs);
  signal.addEventListener('abort', cancel, { once: true });
  const chunks: Buffer[] = [];
  let size = 0;
  child.fromChild.on('data', (chunk: Buffer) => {
    size += chunk.length;
    if (size > largestAnswer) stop('flood');
    else chunks.push(chunk);
  });
  try {
    const end = await child.ended;
    if (stopped !== null || end.exitCode !== 0) {
      throw unanswered(stopped, end, child.takeOutput().stderr.text);
    }
    return parseAnswer(Buffer.concat(chunks));
  } finally {
    clearTimeout(timer);
    signal.removeEventListener('abort', cancel);
  }
}

function parseAnswer(bytes: Buffer): ReadAnswer {
  try {
    return readAnswerSchema.parse(JSON.parse(bytes.toString('utf8')));
  } catch (error) {
    throw new Failure('BAD_INPUT', sentences.readerBroke, { cause: error });
  }
}

function unanswered(stopped: Stop | null, end: ProcessEnd, stderr: string): Failure {
  if (stopped === 'cancelled') return new Failure('UNAVAILABLE', sentences.readingCancelled);
  if (stopped === 'time' || end.signal === 'SIGXCPU') {
    return new Failure('TOO_LARGE', sentences.tooMuchTime);
  }
  if (end.startError !== null) return new Failure('UNAVAILABLE', sentences.readerMissing);
  if (/out of memory|allocation failed|Failed to (allocate|reserve)/i.test(stderr)) {
    return new Failure('TOO_LARGE', sentences.tooMuchMemory);
  }
  return new Failure('BAD_INPUT', sentences.readerBroke, {
    cause: new Error(stderr.slice(0, 4000)),
  });
}
