import type { SendQuestion } from '../../src-main/contract/again.ts';
import { SendQuestionDialog } from '../asking/send-question.tsx';
import { LowerTlpDialog } from './lower-tlp-dialog.tsx';
import type { useOpenedPaste } from './use-opened-paste.ts';

type Props = {
  readonly question: SendQuestion | null;
  readonly onAnswer: (yes: boolean) => void;
  readonly correct: ReturnType<typeof useOpenedPaste>;
};

/** Whatever has to be asked before something leaves the house, or may travel further. */
export function Questions({ question, onAnswer, correct }: Props) {
  return (
    <>
      {question !== null && <SendQuestionDialog question={question} onAnswer={onAnswer} />}
      {correct.lowering !== null && (
        <LowerTlpDialog to={correct.lowering} onPutOff={correct.putOff} onConfirm={correct.lower} />
      )}
    </>
  );
}
