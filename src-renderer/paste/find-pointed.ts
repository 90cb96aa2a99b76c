import { EditorSelection, StateEffect, StateField } from '@codemirror/state';
import { Decoration, EditorView } from '@codemirror/view';
import type { Find } from '../../src-main/contract/observable.ts';
import { findsIn, showFinds } from './find-marks.ts';
import { findAfter, findAt, occurrencesOf } from './find-places.ts';

/** The find that is pointed out in the text: its card is open, or the text was moved to it. */
export type Pointed = {
  readonly find: Find;
  readonly hasCard: boolean;
  /** the card was opened by a key, and takes the focus */
  readonly byKey: boolean;
};

const point = StateEffect.define<Pointed | null>();
const shown = Decoration.mark({ class: 'find-shown' });

export const pointedField = StateField.define<Pointed | null>({
  create: () => null,
  update(before, transaction) {
    if (transaction.docChanged) return null;
    let pointed = before;
    for (const effect of transaction.effects) {
      if (effect.is(point)) pointed = effect.value;
      if (effect.is(showFinds)) pointed = stillAmong(effect.value.finds, pointed);
    }
    const isLeft = pointed?.hasCard === false && transaction.isUserEvent('select');
    return isLeft ? null : pointed;
  },
  provide: (field) =>
    EditorView.decorations.from(field, (pointed) =>
      pointed === null || pointed.find.start >= pointed.find.end
        ? Decoration.none
        : Decoration.set(shown.range(pointed.find.start, pointed.find.end)),
    ),
});

/** A find that was corrected may have gone, or be another object. */
function stillAmong(finds: readonly Find[], pointed: Pointed | null): Pointed | null {
  if (pointed === null) return null;
  const { start } = pointed.find;
  const find = occurrencesOf(finds, pointed.find).find((one) => one.start === start);
  return find === undefined ? null : { ...pointed, find };
}

/** The find at a place of the text, or null; an open card of it is none to open again. */
export function openCardAt(view: EditorView, position: number): void {
  const find = findAt(findsIn(view.state), position);
  if (find === null || isOpenFor(view, find)) return;
  view.dispatch({ effects: point.of({ find, hasCard: true, byKey: false }) });
}

function isOpenFor(view: EditorView, find: Find): boolean {
  const pointed = view.state.field(pointedField);
  return pointed?.hasCard === true && pointed.find === find;
}

/** Opens the card of the find at the caret, or else of the next one. */
export function openCardAtCaret(view: EditorView): boolean {
  const { head } = view.state.selection.main;
  const finds = findsIn(view.state);
  const find = findAt(finds, head) ?? findAfter(finds, head);
  if (find !== null) moveTo(view, { find, hasCard: true, byKey: true });
  return true;
}

/** The card while it is open. */
export function cardIn(view: EditorView): Element | null {
  return view.dom.querySelector('.find-card-place');
}

/** True where one was open; a card that had the focus gives it back to the text. */
export function closeCard(view: EditorView): boolean {
  if (view.state.field(pointedField)?.hasCard !== true) return false;
  const hadFocus = cardIn(view)?.contains(document.activeElement) === true;
  view.dispatch({ effects: point.of(null) });
  if (hadFocus) view.focus();
  return true;
}

/**
 * Moves the text to where a value stands, and at the next call to where it stands next; an open card goes along.
 * Gives which of how many that is, or null where it does not stand in the text as it is now.
 */
export function showNext(
  view: EditorView,
  value: { readonly type: string; readonly value: string },
): { readonly ordinal: number; readonly count: number } | null {
  const places = occurrencesOf(findsIn(view.state), value);
  const pointed = view.state.field(pointedField);
  const index = (pointed === null ? 0 : places.indexOf(pointed.find) + 1) % places.length;
  const find = places[index];
  if (find === undefined) return null;
  moveTo(view, { find, hasCard: pointed?.hasCard === true, byKey: false });
  return { ordinal: index + 1, count: places.length };
}

function moveTo(view: EditorView, pointed: Pointed): void {
  const { start, end } = pointed.find;
  view.dispatch({
    selection: EditorSelection.cursor(start),
    effects: [
      point.of(pointed),
      EditorView.scrollIntoView(EditorSelection.range(start, end), { y: 'center' }),
    ],
  });
}
