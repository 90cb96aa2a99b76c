import { useEffect, useState } from 'react';

/** For a dialog that is taken away once it is answered: the focus goes back to where it was, not to the page. */
export function useReturnFocus(): void {
  const [before] = useState(() => document.activeElement);
  useEffect(
    () => () => {
      if (document.activeElement !== document.body) return;
      if (before instanceof HTMLElement) before.focus();
    },
    [before],
  );
}
