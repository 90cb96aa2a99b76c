import { createContext, lazy, type ReactNode, Suspense, use, useCallback, useState } from 'react';
import type { SendQuestion } from '../../src-main/contract/again.ts';
import { useAnnounce } from '../app/announcements.tsx';
import { useHost } from '../app/host.ts';
import type { Client } from '../transport.ts';

const SendQuestionDialog = lazy(() =>
  import('./send-question.tsx').then((module) => ({ default: module.SendQuestionDialog })),
);

type AgainInput = Omit<Parameters<Client['runs']['again']>[0], 'agreed'>;
type Asked = { readonly question: SendQuestion; readonly answer: (yes: boolean) => void };
type RunAgain = (input: AgainInput) => Promise<boolean>;

const RunAgainContext = createContext<RunAgain>(() => Promise.resolve(false));

/** Runs again, once what has to be asked was answered; says how much was queued. False: it was put off. */
export function useRunAgain(): RunAgain {
  return use(RunAgainContext);
}

/** The one way to `runs.again`: whoever comes by a button, a key or the palette is asked the same. */
export function AskFirst({ children }: { readonly children: ReactNode }) {
  const { client } = useHost();
  const announce = useAnnounce();
  const [asked, setAsked] = useState<Asked | null>(null);

  const runAgain: RunAgain = useCallback(
    async (input) => {
      const agreed: ('many' | 'act')[] = [];
      for (;;) {
        const { requests, question } = await client.runs.again({ ...input, agreed });
        if (question === null) {
          announce(queuedWords(requests));
          return true;
        }
        const yes = await new Promise<boolean>((answer) => setAsked({ question, answer }));
        setAsked(null);
        if (!yes) return false;
        if (question.about !== 'own') agreed.push(question.about);
      }
    },
    [client, announce],
  );

  return (
    <RunAgainContext value={runAgain}>
      {children}
      {asked !== null && (
        <Suspense fallback={null}>
          <SendQuestionDialog question={asked.question} onAnswer={asked.answer} />
        </Suspense>
      )}
    </RunAgainContext>
  );
}

function queuedWords(requests: number): string {
  if (requests === 0) return 'There is nothing to run again.';
  return requests === 1 ? 'One run was queued.' : `${requests} runs were queued.`;
}
