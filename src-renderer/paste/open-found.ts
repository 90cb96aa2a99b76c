import type { Find } from '../../src-main/contract/observable.ts';
import { openFindPage } from '../../src-main/contract/pages.ts';
import type { FindEdit } from '../../src-main/contract/paste.ts';
import { addDistinct, type DistinctFind, type DistinctFinds } from './distinct-finds.ts';

/** What was found in a text, opened: every find in order, and each value once. */
export type Opened = {
  readonly finds: readonly Find[];
  /** by key, as found: before anything was corrected */
  readonly distinct: ReadonlyMap<string, DistinctFind>;
};

export const nothingFound: Opened = { finds: [], distinct: new Map() };

/** How long the window is held at a time: half a frame, so that a key pressed meanwhile is shown in the next one. */
const sliceMs = 8;
const noCorrections: ReadonlyMap<string, FindEdit> = new Map();

/**
 * Opens the pages as they come, the next one under way meanwhile, with pauses in which the window does what else
 * there is to do.
 */
export async function openFound(
  count: number,
  pageAt: (index: number) => Promise<string>,
  signal: AbortSignal,
): Promise<Opened> {
  const finds: Find[] = [];
  const distinct: DistinctFinds = new Map();
  let began = performance.now();
  let coming = count === 0 ? null : pageAt(0);
  for (let next = 1; coming !== null; next += 1) {
    const page = await coming;
    coming = next < count ? pageAt(next) : null;
    // Whoever gives up in between hears of it from the signal.
    coming?.catch(() => {});
    const before = finds.length;
    finds.push(...openFindPage(page));
    addDistinct(distinct, finds, before, noCorrections);
    if (performance.now() - began < sliceMs) continue;
    await new Promise((resolve) => setTimeout(resolve));
    signal.throwIfAborted();
    began = performance.now();
  }
  return { finds, distinct };
}
