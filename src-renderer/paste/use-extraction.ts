import { skipToken, useQuery } from '@tanstack/react-query';
import type { Extraction, FindEdit, Plan } from '../../src-main/contract/paste.ts';
import type { Tlp } from '../../src-main/contract/vocabulary.ts';
import { useHost } from '../app/host.ts';

/** A text under a number: query keys must stay small, whatever was pasted. */
export type Revision = { readonly number: number; readonly text: string };

/** What is found in the text; the answer before stays until the new one is there. */
export function useExtraction(revision: Revision, isWanted: boolean) {
  const { client, queries } = useHost();
  return useQuery<Extraction>({
    queryKey: [...queries.extract.key(), revision.number],
    queryFn:
      isWanted && revision.text !== ''
        ? ({ signal }) => client.extract({ text: revision.text }, { signal })
        : skipToken,
    gcTime: 0,
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
  return useQuery<Plan>({
    queryKey: [...queries.plan.key(), revision.number, input],
    queryFn:
      revision.text === ''
        ? skipToken
        : ({ signal }) => client.plan({ text: revision.text, ...input }, { signal }),
    gcTime: 0,
    placeholderData: (before) => before,
  });
}
