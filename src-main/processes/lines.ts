import type { Readable } from 'node:stream';

/**
 * Cuts a stream into lines without ever holding more than `maximumBytes` of one. After a line that is too long
 * nothing more is handed on.
 */
export function readLines(
  stream: Readable,
  options: {
    readonly maximumBytes: number;
    readonly onLine: (line: Buffer) => void;
    readonly onTooLong: () => void;
    /** `rest`: bytes after the last line end */
    readonly onEnd: (rest: number) => void;
  },
): void {
  let parts: Buffer[] = [];
  let length = 0;
  let overlong = false;

  function take(part: Buffer): void {
    parts.push(part);
    length += part.length;
    if (length <= options.maximumBytes) return;
    overlong = true;
    parts = [];
    length = 0;
    options.onTooLong();
  }

  function hand(): void {
    const [only] = parts;
    const line = parts.length === 1 && only !== undefined ? only : Buffer.concat(parts);
    parts = [];
    length = 0;
    options.onLine(line);
  }

  stream.on('data', (chunk: Buffer) => {
    for (let start = 0; start < chunk.length && !overlong; ) {
      const end = chunk.indexOf(0x0a, start);
      take(chunk.subarray(start, end === -1 ? chunk.length : end));
      if (end === -1) return;
      if (!overlong) hand();
      start = end + 1;
    }
  });
  stream.once('end', () => options.onEnd(length));
}
