import { type EditorView, ViewPlugin } from '@codemirror/view';
import { cardIn, closeCard, openCardAt } from './find-pointed.ts';

const openAfterMs = 300;
const closeAfterMs = 250;

/**
 * Opens a card where the pointer rests on a find, and closes it when it has left both. Whoever has put the focus
 * into the card keeps it open, until it goes elsewhere.
 */
class CardPointer {
  readonly view: EditorView;
  readonly stop = new AbortController();
  timer: ReturnType<typeof setTimeout> | undefined;
  /** what the pointer is on: where in the text a find is drawn, the card, or neither */
  place: number | 'card' | null = null;

  constructor(view: EditorView) {
    this.view = view;
    const { signal } = this.stop;
    // The card stands in the editor, but outside of what CodeMirror passes events on from.
    // Only a pointer that moves: text that is pasted under a resting one asks for nothing.
    view.dom.addEventListener('mousemove', (event) => this.move(event), { signal });
    view.dom.addEventListener('mouseleave', () => this.leave(), { signal });
    view.dom.addEventListener('focusout', (event) => this.blur(event), { signal });
    document.addEventListener('pointerdown', (event) => this.press(event), { signal });
  }

  move({ target, buttons }: MouseEvent) {
    if (buttons !== 0 || !(target instanceof Element)) return;
    const place = this.placeOf(target);
    if (place === this.place) return;
    this.place = place;
    clearTimeout(this.timer);
    if (place === null) this.leave();
    else if (place !== 'card') this.timer = setTimeout(() => this.open(place), openAfterMs);
  }

  placeOf(target: Element): number | 'card' | null {
    if (this.isInCard(target)) return 'card';
    const mark = target.closest('.find');
    return mark === null ? null : this.view.posAtDOM(mark);
  }

  open(position: number) {
    if (!this.hasFocus()) openCardAt(this.view, position);
  }

  leave() {
    clearTimeout(this.timer);
    this.place = null;
    this.timer = setTimeout(() => {
      if (!this.hasFocus()) closeCard(this.view);
    }, closeAfterMs);
  }

  blur({ target, relatedTarget }: FocusEvent) {
    if (relatedTarget === null || !this.isInCard(target) || this.isInCard(relatedTarget)) return;
    closeCard(this.view);
  }

  press({ target }: PointerEvent) {
    if (this.isInCard(target)) return;
    clearTimeout(this.timer);
    closeCard(this.view);
  }

  isInCard(target: EventTarget | null): boolean {
    return target instanceof Node && cardIn(this.view)?.contains(target) === true;
  }

  hasFocus(): boolean {
    return this.isInCard(document.activeElement);
  }

  destroy() {
    clearTimeout(this.timer);
    this.stop.abort();
  }
}

export const cardPointer = ViewPlugin.fromClass(CardPointer);
