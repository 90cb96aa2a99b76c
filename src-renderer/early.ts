import './styles/tokens.css';
import './styles/base.css';
import './early.css';
import { followSystemTheme } from './app/theme.ts';

// The page itself holds a plain text box where the paste box will stand, so that the first key is taken at
// once. The window loads behind it, and the real box takes over text, caret and focus.
followSystemTheme();
void import('./main.tsx');
