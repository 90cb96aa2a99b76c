import { useLayoutEffect, useRef, useState } from 'react';
import { binarySentence } from '../../src-main/contract/plain-text.ts';
import type { SendQuestion } from '../../src-main/contract/again.ts';
import { askedAgainPast } from '../../src-main/contract/vocabulary.ts';
import { useHost } from '../app/host.ts';
import { usePlaces } from '../app/places.ts';
import { useRunAgain } from '../asking/run-again.tsx';
import { everyRow, rowsBetween } from '../shared/all-rows.ts';
import { sentenceOf } from '../transport.ts';
import { keyOf, runsByItself } from './distinct-finds.ts';
import { leavesTheHouse } from './plan-words.ts';
import type { Draft } from './use-draft.ts';

const nothingSentence = 'There is nothing to enrich. Paste some text first.';

type Answers = { readonly own: boolean; readonly many: boolean };

/** `Enrich`: asks what has to be asked, then submits the draft, or asks again about an opened paste. */
export function useEnrich(draft: Draft) {
  const { client } = useHost();
  const { openPaste } = usePlaces();
  const runAgain = useRunAgain();
  const [isBusy, setBusy] = useState(false);
  const [notice, setNotice] = useState<string | null>(null);
  const [question, setQuestion] = useState<SendQuestion | null>(null);
  const [answers, setAnswers] = useState<Answers>({ own: false, many: false });
  // What is typed and corrected while the host is at work counts as well.
  const settle = useRef(draft.settle);
  useLayoutEffect(() => {
    settle.current = draft.settle;
  });

  const attempt = async (given: Answers) => {
    const revision = draft.read();
    if (!/\S/u.test(revision.doc.sliceString(0))) return setNotice(nothingSentence);
    if (revision.isBinary) return setNotice(binarySentence);
    if (draft.opened !== null) return again(draft.opened.id);
    const { tlp, edits, includeNoise, enrichers, title, caseReference } = draft.fields;
    const plan = await revision.ask((text) =>
      client.plan({ text, edits, tlp, enrichers, includeNoise }),
    );
    const settings = await client.settings.get();
    if (!given.own && !settings.ownConfirmed && leavesTheHouse(plan)) {
      return setQuestion({ about: 'own', own: settings.own });
    }
    if (!given.many && plan.thirdPartyRequests > askedAgainPast) {
      return setQuestion({ about: 'many', requests: plan.thirdPartyRequests, hosts: plan.hosts });
    }
    const { pasteId } = await revision.ask((text) =>
      client.pastes.submit({
        text,
        edits,
        tlp,
        title,
        caseReference,
        enrichers,
        includeNoise,
      }),
    );
    settle.current(pasteId, { doc: revision.doc, fields: draft.fields });
    openPaste(pasteId, true);
  };

  const again = async (pasteId: number) => {
    const { enrichers, edits, includeNoise } = draft.fields;
    // The rows have the types that were chosen.
    const ticks = new Map(
      edits.map(({ type, value, asType, include }) => [
        keyOf({ type: asType ?? type, value }),
        include,
      ]),
    );
    const rows = await rowsBetween(client, { pasteId, ...everyRow });
    const observableIds = rows
      .filter((row) => ticks.get(keyOf(row)) ?? runsByItself(row, includeNoise))
      .map((row) => row.id)
      .slice(0, 10_000);
    if (observableIds.length === 0) {
      return setNotice('Nothing is ticked here. Tick what shall be looked up, then Enrich.');
    }
    const isQueued = await runAgain({ observableIds, pasteId, enrichers, trigger: 'manual' });
    if (isQueued) openPaste(pasteId, true);
  };

  const enrich = async (given: Answers = { own: false, many: false }) => {
    setAnswers(given);
    setQuestion(null);
    setNotice(null);
    setBusy(true);
    try {
      await draft.hold(() => attempt(given));
    } catch (error) {
      setNotice(sentenceOf(error));
    } finally {
      setBusy(false);
    }
  };

  return {
    isBusy,
    notice,
    say: setNotice,
    question,
    enrich: () => {
      if (!isBusy) void enrich();
    },
    answer: (yes: boolean) => {
      if (!yes || question === null) return setQuestion(null);
      void enrich({ ...answers, [question.about]: true });
    },
  };
}
