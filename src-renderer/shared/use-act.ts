import { useRef } from 'react';
import { useAnnounce } from '../app/announcements.tsx';
import { sentenceOf } from '../transport.ts';

/**
 * Does something on the host, once at a time; a failure is said as the host words it, to all or as `told` has it. Buttons are not disabled
 * meanwhile: a disabled button loses the focus, and the next key would go somewhere else.
 */
export function useAct(told?: (sentence: string) => void): {
  readonly act: (work: () => Promise<void>) => Promise<boolean>;
} {
  const announce = useAnnounce();
  const isBusy = useRef(false);
  return {
    act: async (work) => {
      if (isBusy.current) return false;
      isBusy.current = true;
      try {
        await work();
        return true;
      } catch (error) {
        (told ?? announce)(sentenceOf(error));
        return false;
      } finally {
        isBusy.current = false;
      }
    },
  };
}
