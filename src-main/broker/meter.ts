import type { Leave, Lesson, LimitAnswer, LimitKey, Limits } from '../limits/limits.ts';

/** Keeps count of what sources allow, for all processes of the data folder: the store's writer is one. */
export interface Meter {
  takeLimit(key: LimitKey, limits: Limits): Promise<LimitAnswer>;
  /** once for each leave */
  learnLimit(key: LimitKey, leave: Leave, lesson: Lesson): Promise<void>;
}
