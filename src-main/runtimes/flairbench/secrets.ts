/** Shorter values are no secrets anybody could guard: masking `on` or `admin` would only garble the output. */
const shortestSecret = 6;
const mask = '••••••';

export interface SecretMask {
  text(text: string): string;
  /** JSON text in bytes: the same bytes when nothing had to be masked */
  json(bytes: Uint8Array): Uint8Array;
  /** any JSON value; the same value when nothing had to be masked */
  value(value: unknown): unknown;
  /** for a text that was cut: also a secret of which only the beginning is left */
  cutText(text: string): string;
}

/** Finds secrets as they are, inside JSON, in a URL and in base64. */
export function createSecretMask(secrets: readonly string[]): SecretMask {
  const guarded = secrets.filter((secret) => secret.length >= shortestSecret);
  const spellings = [...new Set(guarded.flatMap(spellingsOf))].toSorted(
    (left, right) => right.length - left.length,
  );
  const text = (input: string) =>
    spellings.reduce((masked, spelling) => masked.replaceAll(spelling, mask), input);
  return {
    text,
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
  return [
    secret,
    JSON.stringify(secret).slice(1, -1),
    encodeURIComponent(secret.toWellFormed()),
    Buffer.from(secret).toString('base64'),
  ];
}

/** How many characters at the end of a text are the beginning of a secret. */
function beginningAtEnd(text: string, secret: string): number {
  for (let length = Math.min(secret.length - 1, text.length); length > 0; length -= 1) {
    if (text.endsWith(secret.slice(0, length))) return length;
  }
  return 0;
}
