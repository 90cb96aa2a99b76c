import { QueryClient } from '@tanstack/react-query';
import { isAnswer } from '../transport.ts';

/** What is held is made stale by events alone; only a broken connection is worth a second try. */
export function createQueryClient(): QueryClient {
  return new QueryClient({
    defaultOptions: {
      queries: {
        staleTime: Number.POSITIVE_INFINITY,
        gcTime: 60_000,
        networkMode: 'always',
        refetchOnWindowFocus: false,
        refetchOnReconnect: false,
        retry: (failures, error) => !isAnswer(error) && failures < 2,
      },
      mutations: { networkMode: 'always' },
    },
  });
}
