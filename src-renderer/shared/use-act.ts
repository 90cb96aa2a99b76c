import { useState } from 'react';
import { useAnnounce } from '../app/announcements.tsx';
import { sentenceOf } from '../transport.ts';

/** Does something on the host once at a time; a failure is said as the host words it. */
export function useAct(): {
  readonly isBusy: boolean;
  readonly act: (work: () => Promise<void>) => Promise<boolean>;
} {
  const announce = useAnnounce();
  const [isBusy, setBusy] = useState(false);
  return {
    isBusy,
    act: async (work) => {
      setBusy(true);
      try {
        await work();
        return true;
      } catch (error) {
        announce(sentenceOf(error));
        return false;
      } finally {
        setBusy(false);
      }
    },
  };
}
