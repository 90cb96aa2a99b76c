import { Button, Callout, Spinner } from '@blueprintjs/core';
import { Add, Play } from '@blueprintjs/icons';
import { lazy, Suspense, useEffect, useEffectEvent, useRef, useState } from 'react';
import { binarySentence, tooLargeSentence } from '../../src-main/contract/plain-text.ts';
import { usePlaces } from '../app/places.ts';
import { Instant } from '../shared/instant.tsx';
import { sentenceOf } from '../transport.ts';
import { DropHere, FileState, OpenFile } from './files.tsx';
import type { CardPlace } from './find-card-tip.ts';
import { Found } from './found.tsx';
import { useEnrichKey } from './use-enrich-key.ts';
import { LabelFields } from './label-fields.tsx';
import { PasteBox, type PasteBoxHandle } from './paste-box.tsx';
import { PlanSummary } from './plan-summary.tsx';
import { RunProgress } from './run-progress.tsx';
import { TlpChoice } from './tlp-choice.tsx';
import { useCopyWholeText } from './use-copy-whole-text.ts';
import { useDraft } from './use-draft.ts';
import { useEnrich } from './use-enrich.ts';
import { usePlan } from './use-extraction.ts';
import { useFileDrop } from './use-file-drop.ts';
import { useFiles } from './use-files.ts';
import { useKeptDraft } from './use-kept-draft.ts';
import { useSetKeys } from './use-set-keys.ts';
import { useOpenedPaste } from './use-opened-paste.ts';
import './paste-pane.css';

const Questions = lazy(() =>
  import('./questions.tsx').then((module) => ({ default: module.Questions })),
);

type Props = {
  /** told whether anything stands in the box, once that has changed */
  readonly onHasText: (hasText: boolean) => void;
};

export function PastePane({ onHasText }: Props) {
  const { openPaste, pasteId, handed, view } = usePlaces();
  const box = useRef<PasteBoxHandle>(null);
  const [card, setCard] = useState<CardPlace | null>(null);
  const [showNoise, setShowNoise] = useState(true);
  const draft = useDraft(box);
  const forgetKept = useKeptDraft(draft, box);
  useCopyWholeText(draft);
  const { fields, revision, opened } = draft;
  const enrichment = useEnrich(draft);
  useEnrichKey(view === 'bench', enrichment.enrich);
  useSetKeys(view === 'bench', draft.settings?.sets ?? [], (chosen) =>
    draft.set({ enrichers: chosen }),
  );
  const correct = useOpenedPaste(draft, enrichment.say);
  const { edits, tlp, enrichers, includeNoise } = fields;
  const plan = usePlan(revision, { edits, tlp, enrichers, includeNoise });

  // A related value joins the draft; in the place of a paste that is kept already, it begins a new one.
  const takeOver = useEffectEvent(draft.takeOver);
  useEffect(() => {
    if (handed !== null) takeOver(handed.text);
  }, [handed]);

  const files = useFiles(draft, box);
  const drop = useFileDrop(files.take);
  const startNew = () => {
    files.cancel();
    files.forget();
    forgetKept();
    draft.clear();
    openPaste(null);
    enrichment.say(null);
  };

  const notice =
    enrichment.notice ??
    (draft.openFailure === null ? null : sentenceOf(draft.openFailure)) ??
    (revision.isBinary ? binarySentence : null) ??
    (draft.extraction.error === null ? null : sentenceOf(draft.extraction.error));
  const { isEmpty } = revision;
  useEffect(() => onHasText(!isEmpty), [isEmpty, onHasText]);

  return (
    <section
      aria-label="Paste"
      className="pane paste-pane"
      data-noise={showNoise ? 'shown' : 'hidden'}
      {...drop.target}
    >
      <div className="pane-head paste-head">
        <h2>Paste</h2>
        <span className="small muted paste-state">
          {opened !== null && <Instant time={opened.createdAt} />}
          {draft.isChanged && pasteId !== null && !isEmpty && 'changed: Enrich makes a new paste'}
        </span>
        <OpenFile onFiles={files.take} />
        <Button size="small" variant="minimal" icon={<Add />} text="New" onClick={startNew} />
      </div>
      <PasteBox
        ref={box}
        onChange={draft.change}
        onEnrich={enrichment.enrich}
        onTooLarge={() => enrichment.say(tooLargeSentence)}
        onCard={setCard}
      />
      {drop.isOver && <DropHere />}
      <div className="paste-form">
        <FileState files={files} />
        {notice !== null && (
          <Callout intent="warning" compact icon={null} role="alert">
            {notice}
          </Callout>
        )}
        <Found
          draft={draft}
          box={box}
          card={card}
          showNoise={showNoise}
          onShowNoise={setShowNoise}
          onEdit={correct.edit}
        />
        <LabelFields fields={fields} onChange={draft.set} onDone={correct.label} />
        <TlpChoice value={tlp} onChange={correct.mark} />
        <div className="paste-go">
          <Button
            intent="primary"
            // A button that is disabled meanwhile would lose the focus.
            icon={enrichment.isBusy ? <Spinner size={16} /> : <Play />}
            text="Enrich"
            title="Ctrl+Enter"
            aria-busy={enrichment.isBusy}
            onClick={enrichment.enrich}
          />
          {draft.settings !== undefined && (
            <PlanSummary
              plan={isEmpty ? undefined : plan.data}
              settings={draft.settings}
              chosen={enrichers}
              onChoose={(chosen) => draft.set({ enrichers: chosen })}
            />
          )}
        </div>
        <RunProgress />
      </div>
      {(enrichment.question !== null || correct.lowering !== null) && (
        <Suspense fallback={null}>
          <Questions
            question={enrichment.question}
            onAnswer={enrichment.answer}
            correct={correct}
          />
        </Suspense>
      )}
    </section>
  );
}
