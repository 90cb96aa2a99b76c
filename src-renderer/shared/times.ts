const minute = 60_000;
const hour = 60 * minute;
const day = 24 * hour;

/** `just now`, `2 min ago`, `3 h ago`, `5 d ago`; both in epoch milliseconds. */
export function ageWords(then: number, now: number): string {
  const age = now - then;
  if (age < minute) return 'just now';
  if (age < hour) return `${Math.floor(age / minute)} min ago`;
  if (age < 2 * day) return `${Math.floor(age / hour)} h ago`;
  return `${Math.floor(age / day)} d ago`;
}

/** `09:46 UTC` today, else `2026-06-03 09:46 UTC`. */
export function clockWords(time: string, now: number): string {
  const clock = `${time.slice(11, 16)} UTC`;
  const today = new Date(now).toISOString().slice(0, 10);
  return time.startsWith(today) ? clock : `${time.slice(0, 10)} ${clock}`;
}

/** `2026-06-03 09:46`, under a head that says UTC. */
export function clockTime(time: string): string {
  return `${time.slice(0, 10)} ${time.slice(11, 16)}`;
}

/** `2026-06-03 09:46 UTC`, wherever it is read. */
export function fullTime(time: string): string {
  return `${clockTime(time)} UTC`;
}

/** `120 ms`, `1.4 s`, `2 min 5 s`. */
export function lengthWords(milliseconds: number): string {
  if (milliseconds < 1000) return `${Math.round(milliseconds)} ms`;
  const seconds = milliseconds / 1000;
  if (seconds < 60) return `${seconds.toFixed(1)} s`;
  return `${Math.floor(seconds / 60)} min ${Math.round(seconds % 60)} s`;
}

/** Seconds in the largest unit that leaves no rest: `24 h`, `90 min`, `7 d`, `45 s`; a day is still 24 h. */
export function spanWords(seconds: number): string {
  const span = seconds * 1000;
  if (span >= 2 * day && span % day === 0) return `${span / day} d`;
  if (span >= hour && span % hour === 0) return `${span / hour} h`;
  if (span >= minute && span % minute === 0) return `${span / minute} min`;
  return `${seconds} s`;
}
