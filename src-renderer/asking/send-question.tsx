import type { SendQuestion } from '../../src-main/contract/again.ts';
import { useHost } from '../app/host.ts';
import { ActDialog } from './act-dialog.tsx';
import { ManyRequestsDialog } from './many-requests-dialog.tsx';
import { OwnValuesDialog } from './own-values-dialog.tsx';

type Props = {
  readonly question: SendQuestion;
  readonly onAnswer: (yes: boolean) => void;
};

/** Whatever has to be asked before something leaves the house. */
export function SendQuestionDialog({ question, onAnswer }: Props) {
  const { client } = useHost();
  const answers = { onPutOff: () => onAnswer(false), onConfirm: () => onAnswer(true) };
  switch (question.about) {
    case 'own':
      return (
        <OwnValuesDialog
          own={question.own}
          onPutOff={answers.onPutOff}
          onConfirm={async (own) => {
            await client.settings.change({ own, ownConfirmed: true });
            onAnswer(true);
          }}
        />
      );
    case 'many':
      return <ManyRequestsDialog {...question} {...answers} />;
    case 'act':
      return <ActDialog {...question} {...answers} />;
  }
}
