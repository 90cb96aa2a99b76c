import { createHash } from 'node:crypto';

export const algorithms = [
  { type: 'md5', node: 'md5', name: 'MD5', bits: 128 },
  { type: 'sha1', node: 'sha1', name: 'SHA-1', bits: 160 },
  { type: 'sha256', node: 'sha256', name: 'SHA-256', bits: 256 },
  { type: 'sha512', node: 'sha512', name: 'SHA-512', bits: 512 },
] as const;
export type Algorithm = (typeof algorithms)[number];

/** The test string stands in two pieces so that this file itself is not taken for a virus. */
const eicar = ['X5O!P%@AP[4\\PZX54(P^)7CC)7}$', 'EICAR-STANDARD-ANTIVIRUS-TEST-FILE!$H+H*'].join(
  '',
);

/** What a content means when its hash turns up in a report: mostly that something went wrong in making it. */
const contents: readonly {
  readonly name: string;
  readonly meaning: string;
  readonly bytes: Buffer;
}[] = [
  known('empty file', 'The content was empty: often a failed download or a placeholder.', ''),
  known('one line feed', 'A file that holds nothing but a Unix line end.', '\n'),
  known('one CR LF', 'A file that holds nothing but a Windows line end.', '\r\n'),
  known('one space', 'A file that holds nothing but a space.', ' '),
  known('one zero byte', 'A file that holds nothing but a zero byte.', '\0'),
  known(
    'the UTF-8 byte-order mark',
    'A text file that holds nothing but its byte-order mark.',
    '\uFEFF',
  ),
  known('EICAR test file', 'The anti-virus test file of EICAR. It is harmless.', eicar),
  known(
    'EICAR test file with LF',
    'The anti-virus test file of EICAR with a line end. It is harmless.',
    `${eicar}\n`,
  ),
  known(
    'EICAR test file with CR LF',
    'The anti-virus test file of EICAR with a line end. It is harmless.',
    `${eicar}\r\n`,
  ),
  known('the word "test"', 'An example value.', 'test'),
  known('the word "test" with LF', 'An example value.', 'test\n'),
  known('the word "hello"', 'An example value.', 'hello'),
  known('the text "hello world"', 'An example value.', 'hello world'),
  known('the text "Hello World"', 'An example value.', 'Hello World'),
  known('the text "Hello, World!"', 'An example value.', 'Hello, World!'),
  known('the word "password"', 'An example value, or a stored password.', 'password'),
  known('the word "admin"', 'An example value, or a stored password.', 'admin'),
  known('the digits "123456"', 'An example value, or a stored password.', '123456'),
  known(
    'the text "The quick brown fox jumps over the lazy dog"',
    'The example of many manuals.',
    'The quick brown fox jumps over the lazy dog',
  ),
  known('the letters "abc"', 'The test vector of the standards.', 'abc'),
  known('the letter "a"', 'An example value.', 'a'),
  known('the word "null"', 'A missing value that was hashed as text.', 'null'),
  known('the word "None"', 'A missing value that was hashed as text.', 'None'),
  known('the word "undefined"', 'A missing value that was hashed as text.', 'undefined'),
  known('an empty JSON object', 'A document without content.', '{}'),
  known('an empty JSON list', 'A document without content.', '[]'),
];

/** name and meaning */
type Meaning = readonly [string, string];

/** Well-known values that are no hash of a file's bytes, computed where Node can. */
const values = new Map<string, Meaning>([
  [
    '31d6cfe0d16ae931b73c59d7e0c089c0',
    ['NTLM hash of an empty password', 'The account has no password, or its hash was not dumped.'],
  ],
  [
    'aad3b435b51404eeaad3b435b51404ee',
    ['LM hash of an empty password', 'LM hashes are switched off, as they should be.'],
  ],
  ...(['sha1', 'sha256'] as const).flatMap((algorithm) => [
    gitObject(algorithm, 'blob', 'The object name of an empty file in a Git repository.'),
    gitObject(algorithm, 'tree', 'The object name of an empty folder in a Git repository.'),
  ]),
]);

export type KnownContent = {
  readonly name: string;
  readonly meaning: string;
  /** what was hashed; null for values that are no hash of a file */
  readonly bytes: Buffer | null;
};

/** What this hash is known as; null where it is none of the list. */
export function knownContent(algorithm: Algorithm, value: string): KnownContent | null {
  const [name, meaning] = values.get(value) ?? [];
  if (name !== undefined && meaning !== undefined) return { name, meaning, bytes: null };
  return contents.find(({ bytes }) => digest(algorithm, bytes) === value) ?? null;
}

function gitObject(
  algorithm: 'sha1' | 'sha256',
  kind: string,
  meaning: string,
): readonly [string, Meaning] {
  const value = createHash(algorithm).update(`${kind} 0\0`).digest('hex');
  return [value, [`empty Git ${kind}`, meaning]];
}

export function digest(algorithm: Algorithm, bytes: Buffer): string {
  return createHash(algorithm.node).update(bytes).digest('hex');
}

function known(name: string, meaning: string, text: string) {
  return { name, meaning, bytes: Buffer.from(text) };
}
