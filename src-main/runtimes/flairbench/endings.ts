import { floodMegabytes, type ProcessEnd } from '../../processes/launcher.ts';
import { heapMegabytes } from '../../processes/node-arguments.ts';
import type { RuntimeEnding } from '../runtime.ts';

/** The endings that are the host's to name, with what the analyst can do about them. */
export const endings = {
  notAMessage: {
    kind: 'error',
    reason: 'bad_message',
    sentence:
      'The enricher wrote something that is no message to its result channel and was stopped.',
  },
  tooLong: {
    kind: 'error',
    reason: 'report_too_large',
    sentence: 'The enricher gave a report of more than 24 MB, which is not kept.',
  },
  tooManyMessages: {
    kind: 'error',
    reason: 'too_much_output',
    sentence: 'The enricher sent more messages than one run may and was stopped.',
  },
  channelClosed: {
    kind: 'error',
    reason: 'no_result',
    sentence: 'The enricher closed its result channel before it gave a result.',
  },
  heldTooLong: {
    kind: 'timeout',
    sentence:
      'The run did not end within 20 minutes, most of which it waited for answers, and was stopped.',
  },
  cancelled: { kind: 'cancelled' },
} satisfies Record<string, RuntimeEnding>;

export function timedOut(milliseconds: number): RuntimeEnding {
  const seconds = milliseconds / 1000;
  return {
    kind: 'timeout',
    sentence: `The enricher did not finish within ${seconds} ${seconds === 1 ? 'second' : 'seconds'} of its own time and was stopped.`,
  };
}

export function notStarted(): RuntimeEnding {
  return {
    kind: 'error',
    reason: 'not_started',
    sentence:
      'No process could be started for the enricher. Check that the temporary folder has room and that Flairbench is installed completely.',
  };
}

/** A process that ended before it gave a result. */
export function endedWithoutResult(end: ProcessEnd, stderr: string): RuntimeEnding {
  if (end.startError !== null) return notStarted();
  if (end.flooded) {
    return {
      kind: 'error',
      reason: 'too_much_output',
      sentence: `The enricher printed more than ${floodMegabytes} MB and was stopped.`,
    };
  }
  // V8 says so on stderr before it aborts; the number alone could mean other things.
  if (/(?:heap|process) out of memory/.test(stderr)) {
    return {
      kind: 'error',
      reason: 'out_of_memory',
      sentence: `The enricher used more memory than it may have: ${heapMegabytes} MB for objects, and some more for binary data.`,
    };
  }
  const how = end.signal === null ? `exit code ${end.exitCode}` : `ended by ${end.signal}`;
  return {
    kind: 'error',
    reason: 'no_result',
    sentence: `The enricher ended without a result (${how}).`,
  };
}
