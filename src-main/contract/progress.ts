import * as z from 'zod';
import { timeSchema } from './run.ts';

/** How far what was asked has come: of one paste with the rest beside it, or of everything. */
export const queueProgressSchema = z.strictObject({
  /** since the queue was last empty */
  total: z.int(),
  done: z.int(),
  open: z.int(),
  /** open ones of other pastes, and of none */
  others: z.int(),
  /** about when all of it will be done; null where nothing was measured that could tell */
  endsAt: timeSchema.nullable(),
  /** what is waited for longest, where that decides when the end is */
  waitsFor: z.strictObject({ title: z.string(), until: timeSchema }).nullable(),
  /** left over from an earlier session; they run only when asked for */
  resumable: z.int(),
  /** those of them that ran when it ended */
  interrupted: z.int(),
});
export type QueueProgress = z.infer<typeof queueProgressSchema>;

/** `34 of 120 done · about 2 min left`, `34 of 120 done · waiting for AbuseIPDB until 09:00 UTC`; `now` in epoch milliseconds. */
export function progressWords(
  { total, done, endsAt, waitsFor }: Pick<QueueProgress, 'total' | 'done' | 'endsAt' | 'waitsFor'>,
  now: number,
): string {
  const parts = [`${done} of ${total} done`];
  if (waitsFor !== null) {
    parts.push(`waiting for ${waitsFor.title} until ${clockWords(waitsFor.until, now)}`);
  } else if (endsAt !== null) parts.push(leftWords(Date.parse(endsAt) - now));
  return parts.join(' · ');
}

const minuteMs = 60_000;

function leftWords(milliseconds: number): string {
  if (milliseconds < minuteMs) return 'less than a minute left';
  const minutes = Math.round(milliseconds / minuteMs);
  if (minutes < 90) return `about ${minutes} min left`;
  return `about ${Math.round(minutes / 60)} h left`;
}

function clockWords(time: string, now: number): string {
  const clock = `${time.slice(11, 16)} UTC`;
  return time.slice(0, 10) === new Date(now).toISOString().slice(0, 10)
    ? clock
    : `${time.slice(0, 10)} ${clock}`;
}
