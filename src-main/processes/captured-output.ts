import type { Readable } from 'node:stream';
import { StringDecoder } from 'node:string_decoder';

export type Captured = { readonly text: string; readonly cut: boolean };

/**
 * Keeps the first bytes of what a child prints and throws the rest away while still reading it: a child that
 * prints a gigabyte is neither blocked nor does it fill our memory.
 */
export type CapturedOutput = {
  /** what was printed since the start or the last `take`, at most `keepBytes` of it */
  take(): Captured;
};

export function captureOutput(
  stream: Readable,
  options: {
    readonly keepBytes: number;
    /** past this many bytes since the last `take`, `onFlood` is called once */
    readonly floodBytes: number;
    readonly onFlood: () => void;
  },
): CapturedOutput {
  // One buffer that grows, not a list: a child that prints byte by byte must not cost an object a byte.
  let kept: Buffer = Buffer.alloc(0);
  let keptBytes = 0;
  let totalBytes = 0;

  stream.on('data', (chunk: Buffer) => {
    const before = totalBytes;
    totalBytes += chunk.length;
    const room = Math.min(chunk.length, options.keepBytes - keptBytes);
    if (room > 0) {
      kept = withRoom(kept, keptBytes, keptBytes + room);
      keptBytes += chunk.copy(kept, keptBytes, 0, room);
    }
    if (before <= options.floodBytes && totalBytes > options.floodBytes) options.onFlood();
  });
  // A pipe that breaks because its child was killed is no news: the end of the child says it.
  stream.on('error', () => {});

  return {
    take() {
      const cut = totalBytes > keptBytes;
      const decoder = new StringDecoder('utf8');
      let text = decoder.write(kept.subarray(0, keptBytes));
      // Cut in the middle of a character: the half is left out. Ended in the middle of one: it is shown as damaged.
      if (!cut) text += decoder.end();
      kept = Buffer.alloc(0);
      keptBytes = 0;
      totalBytes = 0;
      return { text, cut };
    },
  };
}

function withRoom(buffer: Buffer, used: number, needed: number): Buffer {
  if (needed <= buffer.length) return buffer;
  const larger = Buffer.allocUnsafe(Math.max(needed, buffer.length * 2));
  buffer.copy(larger, 0, 0, used);
  return larger;
}
