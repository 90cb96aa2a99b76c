import { createInterface } from 'node:readline';
import { Writable } from 'node:stream';
import type { Command } from 'commander';
import { Failure } from '../../contract/failure.ts';
import { decodeText } from '../../documents/decode-text.ts';
import { readBytes } from './input.ts';

/** Gives a passphrase a call, in the order in which they are needed. */
export type Passphrases = {
  /** a person may try again; a file holds what it holds */
  readonly asks: boolean;
  readonly next: (question: string) => Promise<string>;
};

/**
 * From the terminal without echo, or one a line from `--passphrase-file`: never from arguments or the environment,
 * which other programs can read. Null where neither is there.
 */
export function passphrasesOf(command: Command): Passphrases | null {
  const { passphraseFile } = command.optsWithGlobals<{ passphraseFile?: string }>();
  if (passphraseFile !== undefined) return fromFile(passphraseFile);
  return process.stdin.isTTY && process.stderr.isTTY ? { asks: true, next: askOnTerminal } : null;
}

function fromFile(file: string): Passphrases {
  let lines: Iterator<string> | null = null;
  return {
    asks: false,
    async next() {
      lines ??= decodeText(await readBytes(file))
        .split(/\r?\n/)
        .values();
      const line = lines.next();
      if (line.done !== true && line.value !== '') return line.value;
      throw new Failure('BAD_INPUT', `${file} holds no passphrase: write one a line.`);
    },
  };
}

function askOnTerminal(question: string): Promise<string> {
  const silent = new Writable({ write: (_chunk, _encoding, done) => done() });
  const terminal = createInterface({ input: process.stdin, output: silent, terminal: true });
  return new Promise((resolve, reject) => {
    terminal.once('SIGINT', () => terminal.close());
    terminal.once('close', () => {
      process.stderr.write('\n');
      reject(new Failure('BAD_INPUT', 'No passphrase was given.'));
    });
    terminal.question('', (answer) => {
      resolve(answer);
      terminal.close();
    });
    // Not before: what is typed at once would stand on the screen.
    process.stderr.write(question);
  });
}

const tries = 3;
const question = 'Passphrase of the credentials (Enter leaves them locked): ';

/** A person may mistype it, or have no need of the credentials. */
export async function unlockWith(
  passphrases: Passphrases,
  unlock: (passphrase: string) => Promise<void>,
): Promise<void> {
  for (let left = tries - 1; ; left -= 1) {
    try {
      const passphrase = await passphrases.next(question);
      if (passphrase !== '') await unlock(passphrase);
      return;
    } catch (error) {
      const again = error instanceof Failure && error.code === 'VAULT_LOCKED';
      if (!again || !passphrases.asks || left === 0) throw error;
      process.stderr.write(`${error.message}\n`);
    }
  }
}
