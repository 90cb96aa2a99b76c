import {
  Button,
  Dialog,
  DialogBody,
  DialogFooter,
  HTMLSelect,
  InputGroup,
} from '@blueprintjs/core';
import { useState } from 'react';
import {
  isNothing,
  type PurgeCounts,
  type PurgeTarget,
  purgeSentence,
} from '../../src-main/contract/data.ts';
import { useAnnounce } from '../app/announcements.tsx';
import { useHost } from '../app/host.ts';
import { useAct } from '../shared/use-act.ts';
import { useReturnFocus } from '../shared/use-return-focus.ts';

const kinds = [
  { value: 'case', label: 'the case' },
  { value: 'paste', label: 'the paste number' },
  { value: 'value', label: 'the value' },
] as const;
type Kind = (typeof kinds)[number]['value'];
type Asked = { readonly target: PurgeTarget; readonly counts: PurgeCounts };

/** Removal for good: first what would go, then a question that has to be answered. */
export function PurgeSection() {
  const { client } = useHost();
  const announce = useAnnounce();
  const { act } = useAct();
  const [kind, setKind] = useState<Kind>('case');
  const [text, setText] = useState('');
  const [asked, setAsked] = useState<Asked | null>(null);
  const target = targetOf(kind, text.trim());
  const look = () =>
    act(async () => {
      if (target !== null) setAsked({ target, counts: await client.data.wouldPurge(target) });
    });
  const remove = () =>
    act(async () => {
      if (asked === null) return;
      const counts = await client.data.purge(asked.target);
      setAsked(null);
      setText('');
      announce(`Removed: ${purgeSentence(counts)}`);
    });
  return (
    <section>
      <h3>Remove for good</h3>
      <p className="muted">
        Texts, values, words of the search, raw output, and results that nothing else shares.
      </p>
      <form
        className="link-line"
        onSubmit={(event) => {
          event.preventDefault();
          void look();
        }}
      >
        <HTMLSelect
          aria-label="What to remove"
          value={kind}
          options={[...kinds]}
          onChange={(event) => {
            const chosen = kinds.find(({ value }) => value === event.target.value);
            if (chosen !== undefined) setKind(chosen.value);
          }}
        />
        <InputGroup
          aria-label="Which one"
          value={text}
          spellCheck={false}
          onChange={(event) => setText(event.target.value)}
        />
        <Button type="submit" text="See what would go" disabled={target === null} />
      </form>
      {asked !== null && (
        <PurgeDialog counts={asked.counts} onPutOff={() => setAsked(null)} onConfirm={remove} />
      )}
    </section>
  );
}

function PurgeDialog(props: {
  readonly counts: PurgeCounts;
  readonly onPutOff: () => void;
  readonly onConfirm: () => Promise<boolean>;
}) {
  const { counts, onPutOff, onConfirm } = props;
  const sentence = purgeSentence(counts);
  const nothing = isNothing(counts);
  useReturnFocus();
  return (
    <Dialog
      isOpen
      title={nothing ? 'Nothing to remove' : 'Remove this for good?'}
      onClose={onPutOff}
    >
      <DialogBody>
        <p>{sentence}</p>
        {!nothing && (
          <p>
            It cannot be brought back. What is queued or runs of it is cancelled. At the end the
            data file is written anew: what other programs write meanwhile has to wait, or is
            refused.
          </p>
        )}
        {counts.heldBySettings && <p>The settings hold this value, too: change them by hand.</p>}
        {counts.backups.length > 0 && (
          <>
            <p>These were made before and may still hold it:</p>
            <ul className="mono">
              {counts.backups.map((file) => (
                <li key={file}>{file}</li>
              ))}
            </ul>
          </>
        )}
      </DialogBody>
      <DialogFooter
        actions={
          <>
            <Button text={nothing ? 'Close' : 'Keep it'} onClick={onPutOff} />
            {!nothing && (
              <Button intent="danger" text="Remove for good" onClick={() => void onConfirm()} />
            )}
          </>
        }
      />
    </Dialog>
  );
}

function targetOf(kind: Kind, text: string): PurgeTarget | null {
  if (kind === 'paste') return /^[1-9]\d{0,14}$/.test(text) ? { pasteId: Number(text) } : null;
  if (kind === 'case') return text === '' ? null : { caseReference: text };
  return text.length < 3 ? null : { value: text };
}
