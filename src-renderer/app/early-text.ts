export type EarlyText = {
  readonly text: string;
  readonly caret: number;
  readonly hadFocus: boolean;
  /** Ctrl+Enter was pressed already */
  readonly wantsEnrich: boolean;
};

const placeId = 'early';

/** The box stands in the page itself; this adds what a plain one does not do. */
export function attendEarlyBox(): void {
  const box = document.querySelector<HTMLTextAreaElement>(`#${placeId} textarea`);
  if (box === null) return;
  box.addEventListener('paste', (event) => {
    event.preventDefault();
    const text = event.clipboardData?.getData('text/plain') ?? '';
    box.setRangeText(text, box.selectionStart, box.selectionEnd, 'end');
  });
  box.addEventListener('keydown', (event) => {
    if (event.key === 'Enter' && (event.ctrlKey || event.metaKey)) box.dataset['enrich'] = 'true';
  });
}

/**
 * Ends the early text box and hands over what stood in it; null where it has ended before. What was on its way
 * into it at that moment goes to `onLate`.
 */
export function takeEarlyText(onLate: (text: string) => void = () => {}): EarlyText | null {
  const place = document.getElementById(placeId);
  const box = place?.querySelector('textarea') ?? null;
  if (place === null || box === null) return null;
  const early = {
    text: box.value,
    caret: box.selectionEnd,
    hadFocus: document.activeElement === box,
    wantsEnrich: box.dataset['enrich'] === 'true',
  };
  box.addEventListener('paste', (event) =>
    onLate(event.clipboardData?.getData('text/plain') ?? ''),
  );
  place.remove();
  return early;
}
