import { createRoot } from 'react-dom/client';
import '@blueprintjs/core/lib/css/blueprint.css';
import { App } from './app/app.tsx';
import { connect } from './transport.ts';

const root = document.getElementById('root');
if (root !== null) createRoot(root).render(<App connection={connect()} />);
