/** Something to do after a while; gives a function that calls it off. */
export type After = (milliseconds: number, action: () => void) => () => void;

export type Alarm = {
  /** Rings at this time, if no earlier one is due before it. Cheap, and right to call too often. */
  readonly setFor: (time: number) => void;
  readonly stop: () => void;
};

/** Times lie this close together that one ring serves them. */
const grainMs = 50;
/** The clock of the machine may be set while we wait: it is looked at again. */
const longestSleepMs = 60_000;

/** Rings whenever a time that was set has come. Times and `now` are those of the machine's clock. */
export function createAlarm(options: {
  readonly now: () => number;
  readonly after: After;
  readonly ring: () => void;
}): Alarm {
  const times = new Set<number>();
  let armed: { readonly for: number; readonly callOff: () => void } | null = null;

  function arm(time: number): void {
    armed?.callOff();
    const milliseconds = Math.min(longestSleepMs, Math.max(0, time - options.now()));
    armed = { for: time, callOff: options.after(milliseconds, onTime) };
  }

  function onTime(): void {
    armed = null;
    const now = options.now();
    for (const time of times) if (time <= now) times.delete(time);
    if (times.size > 0) arm(Math.min(...times));
    options.ring();
  }

  return {
    setFor(time) {
      const rounded = Math.ceil(time / grainMs) * grainMs;
      times.add(rounded);
      if (armed === null || rounded < armed.for) arm(rounded);
    },
    stop() {
      armed?.callOff();
      armed = null;
      times.clear();
    },
  };
}
