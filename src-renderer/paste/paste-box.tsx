import { defaultKeymap, history, historyKeymap } from '@codemirror/commands';
import { type ChangeSet, EditorSelection, EditorState, Text } from '@codemirror/state';
import { EditorView, keymap, placeholder } from '@codemirror/view';
import { type Ref, useEffect, useImperativeHandle, useRef } from 'react';
import { pasteLimitBytes } from '../../src-main/contract/vocabulary.ts';
import { takeEarlyText } from '../app/early-text.ts';
import { type CardPlace, findCardTip } from './find-card-tip.ts';
import { findMarks, type Marking, showFinds } from './find-marks.ts';
import { closeCard, showNext } from './find-pointed.ts';
import './paste-box.css';

export type PasteBoxHandle = {
  /** the text as the editor has it: costs nothing, however long it is */
  readonly doc: () => Text;
  readonly text: () => string;
  readonly replace: (text: string) => void;
  readonly mark: (marking: Marking) => void;
  /** moves to where a value stands, then to where it stands next; null where it does not stand here */
  readonly showNext: (value: { readonly type: string; readonly value: string }) => {
    readonly ordinal: number;
    readonly count: number;
  } | null;
  readonly closeCard: () => void;
  readonly focus: () => void;
};

type Props = {
  readonly ref: Ref<PasteBoxHandle>;
  /** `byHand`: typed or pasted, not put in by `replace`; no changes for what stood there from the beginning */
  readonly onChange: (byHand: boolean, changes: ChangeSet | null) => void;
  readonly onEnrich: () => void;
  readonly onTooLarge: () => void;
  /** the card of a find was opened, moved or, with null, closed */
  readonly onCard: (place: CardPlace | null) => void;
};

/** The text box. The text lives in the editor: a document of 50 MB must not travel through React. */
export function PasteBox({ ref, onChange, onEnrich, onTooLarge, onCard }: Props) {
  const place = useRef<HTMLDivElement>(null);
  const editor = useRef<EditorView>(null);
  const replacing = useRef(false);
  const calls = useRef({ onChange, onEnrich, onTooLarge, onCard });
  useEffect(() => {
    calls.current = { onChange, onEnrich, onTooLarge, onCard };
  });

  useEffect(() => {
    if (place.current === null) return undefined;
    const early = takeEarlyText((text) =>
      editor.current?.dispatch(editor.current.state.replaceSelection(text)),
    );
    const view = new EditorView({
      parent: place.current,
      doc: early?.text ?? '',
      selection: { anchor: early?.caret ?? 0 },
      extensions: [
        EditorView.cspNonce.of('highcharts'),
        keymap.of([
          { key: 'Mod-Enter', run: () => (calls.current.onEnrich(), true) },
          ...defaultKeymap,
          ...historyKeymap,
        ]),
        history(),
        EditorView.lineWrapping,
        placeholder('Paste a report, an e-mail, a log or a list, or drop files here.'),
        EditorView.contentAttributes.of({
          'aria-label': 'Paste observables',
          spellcheck: 'false',
        }),
        EditorState.changeFilter.of((transaction) => {
          if (!transaction.docChanged || transaction.newDoc.length <= pasteLimitBytes) return true;
          queueMicrotask(() => calls.current.onTooLarge());
          return false;
        }),
        EditorView.updateListener.of((update) => {
          if (update.docChanged) calls.current.onChange(!replacing.current, update.changes);
        }),
        // CodeMirror corrects a caret at the wrap of a line with `Selection.modify`, focused or not, and in
        // Chromium that takes the focus. A caret without a side is left alone.
        EditorView.domEventHandlers({
          blur: (_event, view) => {
            const { head, empty } = view.state.selection.main;
            if (empty) view.dispatch({ selection: EditorSelection.cursor(head) });
          },
        }),
        findMarks,
        findCardTip((place) => calls.current.onCard(place)),
      ],
    });
    editor.current = view;
    if (early?.hadFocus === true) view.focus();
    if (early !== null && early.text !== '') calls.current.onChange(true, null);
    if (early?.wantsEnrich === true) calls.current.onEnrich();
    return () => view.destroy();
  }, []);

  useImperativeHandle(ref, () => ({
    doc: () => editor.current?.state.doc ?? Text.empty,
    text: () => editor.current?.state.doc.toString() ?? '',
    replace: (text) => {
      const view = editor.current;
      if (view === null || view.state.doc.toString() === text) return;
      replacing.current = true;
      view.dispatch({ changes: { from: 0, to: view.state.doc.length, insert: text } });
      replacing.current = false;
    },
    mark: (marking) => editor.current?.dispatch({ effects: showFinds.of(marking) }),
    showNext: (value) => (editor.current === null ? null : showNext(editor.current, value)),
    closeCard: () => {
      if (editor.current !== null) closeCard(editor.current);
    },
    focus: () => editor.current?.focus(),
  }));

  return <div ref={place} className="paste-box" />;
}
