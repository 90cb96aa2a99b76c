import { Classes } from '@blueprintjs/core';
import type { Settings } from '../../src-main/contract/settings.ts';
import { recall, remember } from './remembered.ts';

export type Theme = Settings['theme'];

const dark = matchMedia('(prefers-color-scheme: dark)');

/** Remembered here too, so that the first picture already has the right colours. */
function rememberedTheme(): Theme {
  const theme = recall('theme');
  return theme === 'dark' || theme === 'light' ? theme : 'system';
}

function paint() {
  const theme = rememberedTheme();
  const isDark = theme === 'system' ? dark.matches : theme === 'dark';
  document.body.classList.toggle(Classes.DARK, isDark);
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
