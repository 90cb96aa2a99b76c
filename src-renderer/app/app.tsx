import { QueryClientProvider } from '@tanstack/react-query';
import { useState, useSyncExternalStore } from 'react';
import type { Connection } from '../transport.ts';
import { Announcements } from './announcements.tsx';
import { ErrorBoundary } from './error-boundary.tsx';
import { HostContext } from './host.ts';
import { createQueryClient } from './query-client.ts';
import { RefusedPage } from './refused-page.tsx';
import { Workspace } from './workspace.tsx';

export function App({ connection }: { readonly connection: Connection }) {
  const [queryClient] = useState(createQueryClient);
  const state = useSyncExternalStore(connection.subscribe, connection.state);

  if (state.name === 'refused') return <RefusedPage />;
  return (
    <ErrorBoundary>
      <HostContext value={connection}>
        <QueryClientProvider client={queryClient}>
          <Announcements>
            <Workspace />
          </Announcements>
        </QueryClientProvider>
      </HostContext>
    </ErrorBoundary>
  );
}
