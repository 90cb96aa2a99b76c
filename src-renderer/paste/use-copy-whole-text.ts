import type { TextForm } from '../../src-main/contract/defang.ts';
import { useOfferCommands } from '../app/commands.ts';
import { useHost } from '../app/host.ts';
import { useDefangStyle } from '../shared/defang-style.ts';
import { useAct } from '../shared/use-act.ts';
import { useCopyText } from '../shared/use-copy-text.ts';
import type { Draft } from './use-draft.ts';

/** Offers the whole text with its observables defanged, or live; what was left out stays as it was written. */
export function useCopyWholeText(draft: Draft): void {
  const { client } = useHost();
  const { act } = useAct();
  const style = useDefangStyle();
  const copyText = useCopyText();
  const { opened, fields, revision } = draft;
  const copy = (form: TextForm, words: string) =>
    void act(async () => {
      const text =
        opened === null
          ? await (await draft.readFree()).ask((text) =>
              client.rewrite({ text, edits: fields.edits, form }),
            )
          : await client.pastes.rewrite({ id: opened.id, form });
      await copyText(text, `the text, ${words}`);
    });
  useOfferCommands(
    revision.isEmpty
      ? []
      : [
          { name: 'Copy the text defanged', run: () => copy(style, 'defanged') },
          { name: 'Copy the text refanged', run: () => copy('refanged', 'refanged') },
        ],
  );
}
