import { Lock } from '@blueprintjs/icons';
import { useEffect } from 'react';
import { takeEarlyText } from './early-text.ts';
import './refused-page.css';

export function RefusedPage() {
  useEffect(() => void takeEarlyText(), []);
  return (
    <main className="refused-page">
      <Lock size={32} className="muted" />
      <h1>This address has been used. Ask for a new link.</h1>
      <p>
        An address opens Flairbench once, in one tab. For a new one, run this where Flairbench is
        installed:
      </p>
      <pre tabIndex={0} role="region" aria-label="Command for a new link">
        npm run -s flairbench -- serve --open
      </pre>
      <p className="muted">
        If another tab is still signed in, its Settings can make a new link too. Nothing was lost.
      </p>
    </main>
  );
}
