import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Browser, JSHandle, Page } from '@playwright/test';
import { serve } from '../bench.ts';
import { type Frames, framesDuring } from './frames.ts';
import type { Figure, Skipped } from './measure.ts';
import { reportText, withoutReports } from './reports.ts';

const megabyte = 1_000_000;
/** 200 characters, with observables among them that are found while one types on. */
const typed = 'Seen again at 185.220.101.34 and evil-login.example/gate.php, '
  .repeat(4)
  .slice(0, 200);
const quietMs = 2000;

/** What typing costs with a long report in the box, beside the same keys in an empty one. */
export async function measureTyping(browser: Browser): Promise<(Figure | Skipped)[]> {
  const text = await reportText(8 * megabyte);
  if (text === null) {
    return [{ name: 'typing in the paste box with 1 MB in it', skipped: withoutReports }];
  }
  return [
    ...(await inBox(browser, 'an empty box', '', {})),
    ...(await inBox(browser, '1 MB', text.slice(0, megabyte), { atMost: 50 })),
    ...(await inBox(browser, '8 MB', text, {})),
  ];
}

async function inBox(
  browser: Browser,
  what: string,
  text: string,
  bound: Pick<Figure, 'atMost'>,
): Promise<Figure[]> {
  const folder = await mkdtemp(join(tmpdir(), 'flairbench-bench-'));
  const { link, child } = await serve(folder);
  const page = await browser.newPage({ viewport: { width: 1680, height: 1050 } });
  await page.goto(link);
  await page.locator('.cm-content').click();
  await page.waitForLoadState('networkidle');
  const figures: Figure[] = [];
  const tell = (doing: string, frames: Frames, limit: typeof bound) => {
    const { longest, long, count, ownTime } = frames;
    const shared = { against: null, unit: 'ms' };
    figures.push(
      {
        name: `${doing}: longest frame`,
        measured: longest,
        notes: long === 0 ? [] : [`${long} of ${count} frames were over 50 ms`],
        ...shared,
        ...limit,
      },
      { name: `${doing}: longest task, in its own CPU time`, measured: ownTime, ...shared },
    );
  };
  if (text !== '') {
    let flaired = 0;
    // Handed over before: a message of 1 MB holds the page up by itself.
    const clipboard = await page.evaluateHandle((pasted) => ({ text: pasted }), text);
    const pasting = await framesDuring(page, quietMs, async () => {
      flaired = await timeToFlair(page, clipboard);
    });
    tell(`pasting ${what}`, pasting, {});
    figures.push({
      name: `from the paste of ${what} to what was found in it`,
      measured: flaired,
      against: null,
      unit: 'ms',
    });
    tell(`scrolling through ${what}`, await framesDuring(page, quietMs, () => scroll(page)), {});
  }
  for (const [place, go] of places) {
    await go(page);
    await page.waitForTimeout(quietMs);
    const fast = await framesDuring(page, quietMs, () => page.keyboard.type(typed));
    tell(`typing fast at the ${place} of ${what}`, fast, bound);
    if (place !== 'middle') continue;
    const human = await framesDuring(page, quietMs, () => typeAsPeopleDo(page));
    tell(`typing at the ${place} of ${what}`, human, bound);
  }
  await page.close();
  child.kill();
  await rm(folder, { recursive: true, force: true });
  return figures;
}

const places: readonly (readonly [string, (page: Page) => Promise<void>])[] = [
  ['start', (page) => page.keyboard.press('ControlOrMeta+Home')],
  ['middle', clickMiddle],
  ['end', (page) => page.keyboard.press('ControlOrMeta+End')],
];

async function clickMiddle(page: Page): Promise<void> {
  await page.locator('.cm-scroller').evaluate((scroller) => {
    scroller.scrollTop = scroller.scrollHeight / 2;
  });
  await page.waitForTimeout(200);
  await page.locator('.cm-scroller').click();
}

/** Some ten keys a second, and a pause after each word in which what was found comes back. */
async function typeAsPeopleDo(page: Page): Promise<void> {
  for (const word of typed.split(/(?<= )/u)) {
    await page.keyboard.type(word, { delay: 90 });
    await page.waitForTimeout(250);
  }
}

async function scroll(page: Page): Promise<void> {
  await page.locator('.cm-scroller').hover();
  for (let step = 0; step < 60; step += 1) {
    await page.mouse.wheel(0, 400);
    await page.waitForTimeout(16);
  }
}

/** From the paste to the frame that shows what was found in it, underlined and counted; the clock is the page's own. */
async function timeToFlair(page: Page, clipboard: JSHandle<{ text: string }>): Promise<number> {
  return page.locator('.cm-content').evaluate(async (content, { text }) => {
    const data = new DataTransfer();
    data.setData('text/plain', text);
    const frame = () => new Promise((resolve) => requestAnimationFrame(resolve));
    const started = performance.now();
    content.dispatchEvent(
      new ClipboardEvent('paste', { clipboardData: data, bubbles: true, cancelable: true }),
    );
    while (document.querySelector('.find-chip') === null) {
      if (performance.now() - started > 60_000) throw new Error('Nothing was ever found.');
      await frame();
    }
    await frame();
    return performance.now() - started;
  }, clipboard);
}
