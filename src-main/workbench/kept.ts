import {
  draftSchema,
  type KeptDraft,
  type WindowMemory,
  windowMemorySchema,
} from '../contract/settings.ts';
import type { TextSource } from '../contract/text.ts';
import type { Store } from '../store/store.ts';
import type { TextShelf } from './texts.ts';

/** What a window finds again: how it was left, and what was not submitted. */
export function createKept({ reader, writer }: Pick<Store, 'reader' | 'writer'>, texts: TextShelf) {
  return {
    windowMemory: {
      async get(): Promise<WindowMemory> {
        const kept = windowMemorySchema.safeParse(await reader.document('window'));
        return kept.success ? kept.data : {};
      },
      keep: (memory: WindowMemory) => writer.setDocument('window', memory),
    },
    draft: {
      async get(): Promise<KeptDraft | null> {
        const kept = draftSchema.safeParse(await reader.document('draft'));
        return kept.success ? kept.data : null;
      },
      async keep(draft: (Omit<KeptDraft, 'text'> & { readonly text: TextSource }) | null) {
        const kept = draft === null ? null : { ...draft, text: texts.read(draft.text) };
        await writer.setDocument('draft', kept);
      },
    },
  };
}
