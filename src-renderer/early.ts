import './styles/tokens.css';
import './styles/base.css';
import './early.css';
import { attendEarlyBox } from './app/early-text.ts';
import { followSystemTheme } from './app/theme.ts';

// A plain text box stands where the paste box will be, so that the first key is taken at once. The window is
// loaded once that has been painted, and the real box takes over text, caret and focus.
followSystemTheme();
attendEarlyBox();
refuseCodeFromText();
requestAnimationFrame(() => setTimeout(() => void loadWindow()));

/** In parts with a pause after each: a key that is pressed meanwhile waits for one of them, not for all. */
async function loadWindow(): Promise<void> {
  const parts = [
    () => import('react-dom/client'),
    () => import('./transport.ts'),
    () => import('./paste/paste-box.tsx'),
    () => import('./main.tsx'),
  ];
  for (const load of parts) {
    await load();
    await new Promise((resolve) => setTimeout(resolve));
  }
}

/** Zod tries whether it may make code from text, which the content policy refuses and reports. It is told before it loads. */
function refuseCodeFromText(): void {
  Object.assign(globalThis, { __zod_globalConfig: { jitless: true } });
}
