import type { Settings } from '../../src-main/contract/settings.ts';
import { recall, remember } from './storage.ts';

export type Theme = Settings['theme'];

/** Blueprint's `Classes.DARK`, without loading Blueprint: this runs before the first picture. */
const darkClass = 'bp6-dark';
const dark = matchMedia('(prefers-color-scheme: dark)');

/** Remembered here too, so that the first picture already has the right colours. */
function rememberedTheme(): Theme {
  const theme = recall('theme');
  return theme === 'dark' || theme === 'light' ? theme : 'system';
}

function paint() {
  const theme = rememberedTheme();
  const isDark = theme === 'system' ? dark.matches : theme === 'dark';
  document.body.classList.toggle(darkClass, isDark);
  document.documentElement.style.colorScheme = isDark ? 'dark' : 'light';
}

export function applyTheme(theme: Theme): void {
  remember('theme', theme);
  paint();
}

/** Paints and follows the system; returns what stops it. */
export function followSystemTheme(): () => void {
  paint();
  dark.addEventListener('change', paint);
  return () => dark.removeEventListener('change', paint);
}
