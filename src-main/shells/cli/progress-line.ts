import { progressWords, type QueueProgress } from '../../contract/progress.ts';

/** Where the line is written: standard error, and only where somebody sits before it. */
type Screen = { readonly isTTY?: boolean | undefined; readonly write: (text: string) => unknown };

const everyMs = 1000;
const clearLine = '\r\u001b[K';

/** Says how far it is while `work` goes on, in one line that is gone afterwards. On a terminal only. */
export async function withProgressLine<T>(
  screen: Screen,
  progress: () => Promise<QueueProgress>,
  work: () => Promise<T>,
): Promise<T> {
  if (screen.isTTY !== true) return work();
  let isOver = false;
  const show = async () => {
    const now = await progress();
    if (isOver || now.open === 0) return;
    // The title of an enricher is not ours, and a terminal obeys control characters.
    const words = progressWords(now, Date.now()).replace(/\p{Cc}/gu, '\ufffd');
    screen.write(`${clearLine}${words}`);
  };
  const timer = setInterval(() => void show().catch(() => {}), everyMs);
  try {
    return await work();
  } finally {
    isOver = true;
    clearInterval(timer);
    screen.write(clearLine);
  }
}
