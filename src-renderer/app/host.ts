import { createContext, useContext } from 'react';
import type { Connection } from '../transport.ts';

export const HostContext = createContext<Connection | null>(null);

/** The host: `client` to call it, `queries` for TanStack Query. */
export function useHost(): Connection {
  const host = useContext(HostContext);
  if (host === null) throw new Error('useHost stands outside of HostContext.');
  return host;
}
