/** Time, as a parameter: milliseconds that only go forward, and something to do after a while. */
export interface Clock {
  now(): number;
  /** gives a function that calls it off */
  after(milliseconds: number, action: () => void): () => void;
}

/** The enricher's own time: it runs out only while nobody else is being waited for. */
export interface Allowance {
  pause(): void;
  /** once for every `pause` */
  resume(): void;
  stop(): void;
}

export function createAllowance(
  clock: Clock,
  milliseconds: number,
  onSpent: () => void,
): Allowance {
  let left = milliseconds;
  let pauses = 0;
  let since = clock.now();
  let callOff = clock.after(left, onSpent);
  let stopped = false;
  return {
    pause() {
      pauses += 1;
      if (pauses > 1) return;
      callOff();
      left -= clock.now() - since;
    },
    resume() {
      pauses -= 1;
      if (pauses > 0 || stopped) return;
      since = clock.now();
      callOff = clock.after(Math.max(0, left), onSpent);
    },
    stop() {
      stopped = true;
      callOff();
    },
  };
}
