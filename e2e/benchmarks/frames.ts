import type { Page } from '@playwright/test';

/** What the frames of a page were like for a while, in milliseconds. */
export type Frames = {
  readonly longest: number;
  /** how many took longer than 50 ms */
  readonly long: number;
  readonly count: number;
};

const longFrame = 50;

/**
 * The frames of a page while something is done to it, and until it has been quiet for `quietMs`: the gaps between
 * animation frames, and what the browser itself calls a long one (it knows of work that ended in no frame, too).
 */
export async function framesDuring(
  page: Page,
  quietMs: number,
  work: () => Promise<void>,
): Promise<Frames> {
  const frames = await page.evaluateHandle(() => {
    const gaps: number[] = [];
    const observer = new PerformanceObserver((list) => {
      for (const entry of list.getEntries()) gaps.push(entry.duration);
    });
    observer.observe({ type: 'long-animation-frame' });
    let before = performance.now();
    let wanted = 0;
    const tick = () => {
      const now = performance.now();
      gaps.push(now - before);
      before = now;
      wanted = requestAnimationFrame(tick);
    };
    wanted = requestAnimationFrame(tick);
    return {
      end() {
        cancelAnimationFrame(wanted);
        observer.disconnect();
        return gaps;
      },
    };
  });
  await work();
  await page.waitForTimeout(quietMs);
  const gaps = await frames.evaluate((watch) => watch.end());
  await frames.dispose();
  return {
    longest: Math.max(...gaps),
    // A long one is told by both; both ways it is one frame too many.
    long: gaps.filter((gap) => gap > longFrame).length,
    count: gaps.length,
  };
}
