import { useEffect } from 'react';
import { useHost } from './host.ts';
import { fillMemory, handOnMemory } from './storage.ts';

const keepAfterMs = 1000;

/** Keeps how the window was left with the host, and takes it from there where the browser has forgotten. */
export function useWindowMemory(): void {
  const { client } = useHost();
  useEffect(() => {
    let timer: ReturnType<typeof setTimeout> | undefined;
    // Losing a pane width is not worth a word to the analyst.
    const ignore = () => {};
    client.windowMemory.get().then(fillMemory).catch(ignore);
    const stop = handOnMemory((memory) => {
      clearTimeout(timer);
      timer = setTimeout(() => client.windowMemory.keep(memory).catch(ignore), keepAfterMs);
    });
    return () => {
      clearTimeout(timer);
      stop();
    };
  }, [client]);
}
