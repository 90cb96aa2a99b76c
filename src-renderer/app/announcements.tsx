import { Button } from '@blueprintjs/core';
import { Cross } from '@blueprintjs/icons';
import { createContext, type ReactNode, use, useCallback, useEffect, useState } from 'react';
import './announcements.css';

type Announce = (sentence: string) => void;
const AnnounceContext = createContext<Announce>(() => {});

/** Says a sentence for a moment, on the screen and to screen readers. */
export function useAnnounce(): Announce {
  return use(AnnounceContext);
}

export function Announcements({ children }: { readonly children: ReactNode }) {
  const [said, setSaid] = useState({ sentence: '', count: 0 });
  const announce = useCallback(
    (sentence: string) => setSaid(({ count }) => ({ sentence, count: count + 1 })),
    [],
  );
  const hush = () => setSaid(({ count }) => ({ sentence: '', count }));
  useEffect(() => {
    if (said.sentence === '') return undefined;
    const timer = setTimeout(
      () => setSaid({ sentence: '', count: said.count }),
      Math.max(4000, said.sentence.length * 80),
    );
    return () => clearTimeout(timer);
  }, [said]);

  return (
    <AnnounceContext value={announce}>
      {children}
      <div role="status" className="announcement-place">
        {said.sentence !== '' && (
          <div className="announcement" key={said.count}>
            <span>{said.sentence}</span>
            <Button
              size="small"
              variant="minimal"
              icon={<Cross />}
              aria-label="Dismiss"
              onClick={hush}
            />
          </div>
        )}
      </div>
    </AnnounceContext>
  );
}
