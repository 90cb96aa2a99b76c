import {
  type EditorState,
  type Range,
  RangeSet,
  StateEffect,
  StateField,
  type Text,
} from '@codemirror/state';
import {
  Decoration,
  type DecorationSet,
  EditorView,
  ViewPlugin,
  type ViewUpdate,
} from '@codemirror/view';
import type { Find } from '../../src-main/contract/observable.ts';
import { findGroup } from '../shared/find-group.ts';
import { outermostBetween } from './find-places.ts';

/** How a find looks in the text: as corrected, and as it will run. */
export type FindLook = { readonly type: string; readonly standing: 'runs' | 'listed' | 'dropped' };

export type Marking = {
  readonly finds: readonly Find[];
  /** asked for what stands on the screen only */
  readonly lookOf: (find: Find) => FindLook;
};

/** Finds of exactly this text; they count only while it is the text that is shown. */
type Marked = Marking & { readonly doc: Text | null };

/** Tells the box what was found in the document as it is now. */
export const showFinds = StateEffect.define<Marking>();

const markedField = StateField.define<Marked>({
  create: () => ({
    finds: [],
    lookOf: ({ type }) => ({ type, standing: 'runs' }),
    doc: null,
  }),
  update(marked, transaction) {
    for (const effect of transaction.effects) {
      if (effect.is(showFinds)) return { ...effect.value, doc: transaction.state.doc };
    }
    return marked;
  },
});

/** The finds of the text as it is now; none while they are being looked for. */
export function findsIn(state: EditorState): readonly Find[] {
  const marked = state.field(markedField);
  return marked.doc === state.doc ? marked.finds : [];
}

/** Underlines what stands on the screen, and moves the lines along while one types. */
const painter = ViewPlugin.fromClass(
  class {
    painted: DecorationSet;

    constructor(view: EditorView) {
      this.painted = paint(view);
    }

    update(update: ViewUpdate) {
      const marked = update.state.field(markedField);
      if (marked.doc === update.state.doc) {
        if (update.viewportChanged || marked !== update.startState.field(markedField)) {
          this.painted = paint(update.view);
        }
      } else if (update.docChanged) {
        this.painted = this.painted.map(update.changes);
      }
    }
  },
  { decorations: (plugin) => plugin.painted },
);

function paint(view: EditorView): DecorationSet {
  const { finds, lookOf } = view.state.field(markedField);
  const length = view.state.doc.length;
  const marks = new Map<string, Decoration>();
  const markOf = (find: Find): Decoration => {
    const name = classOf(find, lookOf(find));
    const mark = marks.get(name) ?? Decoration.mark({ class: name });
    marks.set(name, mark);
    return mark;
  };
  const ranges: Range<Decoration>[] = [];
  for (const { from, to } of view.visibleRanges) {
    for (const find of outermostBetween(finds, from, to)) {
      if (find.end > length || find.start >= find.end) continue;
      ranges.push(markOf(find).range(find.start, find.end));
    }
  }
  return RangeSet.of(ranges, true);
}

function classOf(find: Find, { type, standing }: FindLook): string {
  const noise = find.noise === undefined ? '' : ' find-noise';
  return `find find-${findGroup(type)} find-${standing}${noise}`;
}

export const findMarks = [markedField, painter];
