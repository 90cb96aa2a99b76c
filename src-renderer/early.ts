import './styles/tokens.css';
import './styles/base.css';
import './early.css';
import { showEarlyBox } from './app/early-text.ts';
import { followSystemTheme } from './app/theme.ts';

// A plain text box stands where the paste box will be, so that the first key is taken at once. The window
// loads behind it, and the real box takes over text, caret and focus.
followSystemTheme();
showEarlyBox();
void import('./main.tsx');
