import { skipToken, useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import type { Find } from '../../src-main/contract/observable.ts';
import { openFinds } from '../../src-main/contract/pages.ts';
import type { Extraction, FindEdit, Plan } from '../../src-main/contract/paste.ts';
import type { Tlp } from '../../src-main/contract/vocabulary.ts';
import { useHost } from '../app/host.ts';

/** A text under a number: query keys must stay small, whatever was pasted. */
export type Revision = { readonly number: number; readonly text: string };

export type Found = Omit<Extraction, 'finds'> & { readonly finds: readonly Find[] };

/** What is found in the text; the answer before stays until the new one is there. */
export function useExtraction(revision: Revision, isWanted: boolean) {
  const { client, queries } = useHost();
  return useQuery<Found>({
    queryKey: [...queries.extract.key(), revision.number],
    queryFn:
      isWanted && revision.text !== ''
        ? async ({ signal }) => {
            const found = await client.extract({ text: revision.text }, { signal });
            return { ...found, finds: openFinds(found.finds) };
          }
        : skipToken,
    // The finds of one text share nothing with those of another: comparing them would hold up typing.
    structuralSharing: false,
    gcTime: 0,
    placeholderData: (before) => (revision.text === '' ? undefined : before),
  });
}

export type PlanInput = {
  readonly edits: FindEdit[];
  readonly tlp: Tlp | null;
  readonly enrichers: string[] | null;
  readonly includeNoise: boolean;
};

/** What `Enrich` would run, and what that costs and tells to whom. */
export function usePlan(revision: Revision, input: PlanInput) {
  const { client, queries } = useHost();
  const edition = useEdition(input.edits);
  return useQuery<Plan>({
    queryKey: [...queries.plan.key(), revision.number, { ...input, edits: edition }],
    queryFn:
      revision.text === ''
        ? skipToken
        : ({ signal }) => client.plan({ text: revision.text, ...input }, { signal }),
    gcTime: 0,
    placeholderData: (before) => before,
  });
}

/** Stands for a list in a query key: twenty thousand corrections would be hashed with each letter typed. */
function useEdition(list: readonly unknown[]): number {
  const [seen, setSeen] = useState({ list, edition: 0 });
  if (seen.list === list) return seen.edition;
  const edition = seen.edition + 1;
  setSeen({ list, edition });
  return edition;
}
