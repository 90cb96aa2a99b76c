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

const marks = new Map<string, Decoration>();
function markOf(find: Find, { type, standing }: FindLook): Decoration {
  const noise = find.noise === undefined ? '' : ' find-noise';
  const name = `find find-${findGroup(type)} find-${standing}${noise}`;
  let mark = marks.get(name);
  if (mark === undefined) {
    mark = Decoration.mark({ class: name });
    marks.set(name, mark);
  }
  return mark;
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
  const ranges: Range<Decoration>[] = [];
  for (const { from, to } of view.visibleRanges) {
    for (let index = firstEndingAfter(finds, from); index < finds.length; index += 1) {
      const find = finds[index];
      if (find === undefined || find.start >= to) break;
      if (find.nestedIn !== undefined || find.end > length || find.start >= find.end) continue;
      ranges.push(markOf(find, lookOf(find)).range(find.start, find.end));
    }
  }
  return RangeSet.of(ranges, true);
}

/** Finds stand in the order of their starts. */
function firstEndingAfter(finds: readonly Find[], position: number): number {
  let low = 0;
  let high = finds.length;
  while (low < high) {
    const middle = (low + high) >> 1;
    if ((finds[middle]?.end ?? 0) <= position) low = middle + 1;
    else high = middle;
  }
  return low;
}

export const findMarks = [markedField, painter];
