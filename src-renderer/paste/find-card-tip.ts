import { type Extension, Prec } from '@codemirror/state';
import { EditorView, keymap, showTooltip } from '@codemirror/view';
import type { Find } from '../../src-main/contract/observable.ts';
import { cardPointer } from './find-card-pointer.ts';
import { closeCard, openCardAtCaret, pointedField } from './find-pointed.ts';

/** What the card shows, and the element that it is drawn in. */
export type CardPlace = {
  readonly element: HTMLElement;
  readonly find: Find;
  readonly byKey: boolean;
};

/**
 * The card of a find: opened by resting on it or by a key, closed by leaving both or by Escape. `onCard` is told
 * what to draw, and where; null where none is open.
 */
export function findCardTip(onCard: (place: CardPlace | null) => void): Extension {
  let element: HTMLElement | null = null;
  const tell = (view: EditorView) => {
    const pointed = view.state.field(pointedField);
    onCard(
      element === null || pointed?.hasCard !== true
        ? null
        : { element, find: pointed.find, byKey: pointed.byKey },
    );
  };
  // The same function each time: the card then moves from one find to the next without being built anew.
  const create = (view: EditorView) => {
    const dom = document.createElement('div');
    dom.className = 'find-card-place';
    return {
      dom,
      mount: () => {
        element = dom;
        tell(view);
      },
      destroy: () => {
        element = null;
        onCard(null);
      },
    };
  };
  return [
    pointedField,
    showTooltip.compute([pointedField], (state) => {
      const pointed = state.field(pointedField);
      if (pointed?.hasCard !== true) return null;
      return { pos: pointed.find.start, end: pointed.find.end, create };
    }),
    EditorView.updateListener.of(({ view, state, startState }) => {
      if (state.field(pointedField) !== startState.field(pointedField)) tell(view);
    }),
    cardPointer,
    Prec.high(
      keymap.of([
        { key: 'Alt-Enter', run: openCardAtCaret },
        { key: 'Mod-.', run: openCardAtCaret },
        { key: 'Escape', run: closeCard },
      ]),
    ),
  ];
}
