import type { RefObject } from 'react';
import { createPortal } from 'react-dom';
import type { Find } from '../../src-main/contract/observable.ts';
import type { FindEdit } from '../../src-main/contract/paste.ts';
import { useAnnounce } from '../app/announcements.tsx';
import { keyOf } from './distinct-finds.ts';
import { FindCard } from './find-card.tsx';
import type { CardPlace } from './find-card-tip.ts';
import { FindChips } from './find-chips.tsx';
import { findsInside } from './find-places.ts';
import type { PasteBoxHandle } from './paste-box.tsx';
import type { Draft } from './use-draft.ts';

type Props = {
  readonly draft: Draft;
  readonly box: RefObject<PasteBoxHandle | null>;
  readonly card: CardPlace | null;
  readonly showNoise: boolean;
  readonly onShowNoise: (show: boolean) => void;
  readonly onEdit: (edits: readonly FindEdit[]) => void;
};

/** What was found: counted by type below the text, and as a card in it. */
export function Found({ draft, box, card, showNoise, onShowNoise, onEdit }: Props) {
  const announce = useAnnounce();
  const { finds, distinct, fields } = draft;
  const { includeNoise } = fields;
  const show = (value: { readonly type: string; readonly value: string }) => {
    const shown = box.current?.showNext(value) ?? null;
    if (shown !== null && shown.count > 1) {
      announce(`Occurrence ${shown.ordinal} of ${shown.count}.`);
    }
  };
  const withDistinct = (find: Find) => {
    const known = distinct.get(keyOf(find));
    return known === undefined ? [] : [{ find, distinct: known }];
  };
  const carded = card === null ? undefined : distinct.get(keyOf(card.find));
  return (
    <>
      <FindChips
        state={draft.findState}
        distinct={distinct}
        cut={draft.cut}
        includeNoise={includeNoise}
        showNoise={showNoise}
        onIncludeNoise={(include) => draft.set({ includeNoise: include })}
        onShowNoise={onShowNoise}
        onEdit={onEdit}
        onShow={show}
        onRetry={() => void draft.extraction.refetch()}
      />
      {card !== null &&
        carded !== undefined &&
        createPortal(
          <FindCard
            find={card.find}
            distinct={carded}
            inside={findsInside(finds, card.find).flatMap(withDistinct)}
            parent={finds[card.find.nestedIn ?? -1] ?? null}
            includeNoise={includeNoise}
            takesFocus={card.byKey}
            onEdit={onEdit}
            onNext={() => show(card.find)}
            onClose={() => box.current?.closeCard()}
          />,
          card.element,
        )}
    </>
  );
}
