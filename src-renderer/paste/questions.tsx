import { LowerTlpDialog } from './lower-tlp-dialog.tsx';
import { ManyRequestsDialog } from './many-requests-dialog.tsx';
import { OwnValuesDialog } from './own-values-dialog.tsx';
import type { useEnrich } from './use-enrich.ts';
import type { useOpenedPaste } from './use-opened-paste.ts';

type Props = {
  readonly enrichment: ReturnType<typeof useEnrich>;
  readonly correct: ReturnType<typeof useOpenedPaste>;
};

/** Whatever has to be asked before something leaves the house. */
export function Questions({ enrichment, correct }: Props) {
  const { question, putOff, confirmMany, confirmOwn } = enrichment;
  return (
    <>
      {question?.about === 'own' && (
        <OwnValuesDialog own={question.own} onPutOff={putOff} onConfirm={confirmOwn} />
      )}
      {question?.about === 'many' && (
        <ManyRequestsDialog
          requests={question.requests}
          hosts={question.hosts}
          onPutOff={putOff}
          onConfirm={confirmMany}
        />
      )}
      {correct.lowering !== null && (
        <LowerTlpDialog to={correct.lowering} onPutOff={correct.putOff} onConfirm={correct.lower} />
      )}
    </>
  );
}
