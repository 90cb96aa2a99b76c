import type { Page } from '@playwright/test';
import * as z from 'zod';

/** What the frames of a page were like for a while, in milliseconds. */
export type Frames = {
  readonly longest: number;
  /** how many took longer than 50 ms */
  readonly long: number;
  readonly count: number;
  /** the longest task of the window by its own CPU time: what other programs took from it left out */
  readonly ownTime: number;
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
  const browser = page.context().browser();
  await browser?.startTracing(page, {
    categories: ['disabled-by-default-devtools.timeline', '__metadata'],
  });
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
  const trace = await browser?.stopTracing();
  return {
    longest: Math.max(...gaps),
    // A long one is told by both; both ways it is one frame too many.
    long: gaps.filter((gap) => gap > longFrame).length,
    count: gaps.length,
    ownTime: trace === undefined ? Number.NaN : longestTask(trace),
  };
}

const traceSchema = z.object({
  traceEvents: z.array(
    z.object({
      name: z.string(),
      pid: z.int(),
      tid: z.int(),
      /** thread time, in microseconds */
      tdur: z.number().optional(),
      args: z.object({ name: z.unknown().optional() }).optional(),
    }),
  ),
});

function longestTask(trace: Buffer): number {
  const { traceEvents } = traceSchema.parse(JSON.parse(trace.toString('utf8')));
  const threadOf = ({ pid, tid }: { readonly pid: number; readonly tid: number }) =>
    `${pid} ${tid}`;
  const mains = traceEvents.filter(
    ({ name, args }) => name === 'thread_name' && args?.name === 'CrRendererMain',
  );
  const threads = new Set(mains.map(threadOf));
  return traceEvents
    .filter((event) => event.name === 'RunTask' && threads.has(threadOf(event)))
    .reduce((longest, { tdur = 0 }) => Math.max(longest, tdur / 1000), 0);
}
