import { skipToken, useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import type { Extraction, FindEdit, Paste, Plan } from '../../src-main/contract/paste.ts';
import type { ChosenEnrichers } from '../../src-main/contract/settings.ts';
import type { Tlp } from '../../src-main/contract/vocabulary.ts';
import { useHost } from '../app/host.ts';
import { askAgain } from '../shared/ask-again.ts';
import { isOutdated } from '../transport.ts';
import { type Opened, openFound } from './open-found.ts';
import type { Revision } from './use-revision.ts';

export type Found = Omit<Extraction, 'pages' | 'reading'> & Opened;

/** What is found in the text; the answer before stays until the new one is there. */
export function useExtraction(revision: Revision, isWanted: boolean) {
  const { client, queries } = useHost();
  return useQuery<Found>({
    queryKey: [...queries.extract.key(), revision.number],
    queryFn:
      isWanted && !revision.isEmpty
        ? ({ signal }) =>
            askAgain(async () => {
              const { reading, pages, ...found } = await revision.ask((text) =>
                client.extract({ text }, { signal }),
              );
              const pageAt = (page: number) => client.finds({ reading, page }, { signal });
              return { ...found, ...(await openFound(pages, pageAt, signal)) };
            }, isOutdated)
        : skipToken,
    // The finds of one text share nothing with those of another: comparing them would hold up typing.
    structuralSharing: false,
    gcTime: 0,
    placeholderData: (before) => (revision.isEmpty ? undefined : before),
  });
}

/** What was found in a paste that is kept, as it is now. */
export function useFindsOf(opened: Paste | null) {
  const edition = useEdition(opened?.finds);
  return useQuery<Opened>({
    queryKey: ['finds of a paste', opened?.id, edition],
    queryFn:
      opened === null
        ? skipToken
        : ({ signal }) =>
            openFound(opened.finds.length, async (page) => opened.finds[page] ?? '', signal),
    structuralSharing: false,
    gcTime: 0,
  });
}

export type PlanInput = {
  readonly edits: FindEdit[];
  readonly tlp: Tlp | null;
  readonly enrichers: ChosenEnrichers;
  readonly includeNoise: boolean;
};

/** What `Enrich` would run, and what that costs and tells to whom. */
export function usePlan(revision: Revision, input: PlanInput) {
  const { client, queries } = useHost();
  const edition = useEdition(input.edits);
  return useQuery<Plan>({
    queryKey: [...queries.plan.key(), revision.number, { ...input, edits: edition }],
    queryFn: revision.isEmpty
      ? skipToken
      : ({ signal }) => revision.ask((text) => client.plan({ text, ...input }, { signal })),
    gcTime: 0,
    placeholderData: (before) => before,
  });
}

/** Stands for a list in a query key: twenty thousand corrections would be hashed with each letter typed. */
function useEdition(list: readonly unknown[] | undefined): number {
  const [seen, setSeen] = useState({ list, edition: 0 });
  if (seen.list === list) return seen.edition;
  const edition = seen.edition + 1;
  setSeen({ list, edition });
  return edition;
}
