export type EarlyText = {
  readonly text: string;
  readonly caret: number;
  readonly hadFocus: boolean;
};

/** Ends the early text box and hands over what stood in it; null where it has ended before. */
export function takeEarlyText(): EarlyText | null {
  const place = document.getElementById('early');
  const box = place?.querySelector('textarea') ?? null;
  if (place === null || box === null) return null;
  const early = {
    text: box.value,
    caret: box.selectionEnd,
    hadFocus: document.activeElement === box,
  };
  place.remove();
  return early;
}
