/** Shorter values are no secrets anybody could guard: masking `on` or `admin` would only garble the output. */
const shortestSecret = 6;
const mask = '••••••';

export interface SecretMask {
  text(text: string): string;
  /** the name of a host, in which every letter is small */
  host(name: string): string;
  /** JSON text in bytes: the same bytes when nothing had to be masked */
  json(bytes: Uint8Array): Uint8Array;
  /** any JSON value; the same value when nothing had to be masked */
  value(value: unknown): unknown;
  /** for a text that was cut: also a secret of which only the beginning is left */
  cutText(text: string): string;
}

/** Finds secrets as they are, inside JSON, in a URL or a form, in hex, and in base64 wherever in it they begin. */
export function createSecretMask(secrets: readonly string[]): SecretMask {
  const guarded = secrets.filter((secret) => secret.length >= shortestSecret);
  const spellings = [...new Set(guarded.flatMap(spellingsOf))].toSorted(
    (left, right) => right.length - left.length,
  );
  const text = (input: string) =>
    spellings.reduce((masked, spelling) => masked.replaceAll(spelling, mask), input);
  return {
    text,
    host: (name) =>
      spellings.reduce((masked, spelling) => masked.replaceAll(spelling.toLowerCase(), mask), name),
    json(bytes) {
      const buffer = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength);
      if (!spellings.some((spelling) => buffer.includes(spelling))) return bytes;
      return new Uint8Array(Buffer.from(text(buffer.toString('utf8'))));
    },
    value(value) {
      if (spellings.length === 0) return value;
      const written = JSON.stringify(value) ?? 'null';
      return spellings.some((spelling) => written.includes(spelling))
        ? JSON.parse(text(written))
        : value;
    },
    cutText(input) {
      const beginnings = spellings.map((spelling) => beginningAtEnd(text(input), spelling));
      return text(input).slice(0, -Math.max(0, ...beginnings) || undefined);
    },
  };
}

function spellingsOf(secret: string): string[] {
  const inJson = quoted(secret);
  const inUrl = encodeURIComponent(secret.toWellFormed());
  const hex = Buffer.from(secret).toString('hex');
  return [
    secret,
    inJson,
    // A text of JSON inside another one, which is looked through as JSON itself.
    quoted(inJson),
    quoted(quoted(inJson)),
    inUrl,
    inUrl.replaceAll(/%[0-9A-F]{2}/g, (escape) => escape.toLowerCase()),
    inUrl.replaceAll('%20', '+'),
    hex,
    hex.toUpperCase(),
    Buffer.from(secret).toString('base64'),
    Buffer.from(secret).toString('base64url'),
    ...[0, 1, 2].flatMap((before) => base64After(secret, before)),
  ];
}

function quoted(text: string): string {
  return JSON.stringify(text).slice(1, -1);
}

/** `user:secret` in base64: characters that also hold bits of what stands before or after it are left out. */
function base64After(secret: string, before: number): string[] {
  const bytes = Buffer.concat([Buffer.alloc(before), Buffer.from(secret)]);
  const whole = Math.floor((bytes.length * 8) / 6);
  const first = Math.ceil((before * 8) / 6);
  return (['base64', 'base64url'] as const).map((encoding) =>
    bytes.toString(encoding).slice(first, whole),
  );
}

/** How many characters at the end of a text are the beginning of a secret. */
function beginningAtEnd(text: string, secret: string): number {
  for (let length = Math.min(secret.length - 1, text.length); length > 0; length -= 1) {
    if (text.endsWith(secret.slice(0, length))) return length;
  }
  return 0;
}
