import { enableCompileCache } from 'node:module';
import { homedir } from 'node:os';
import { join } from 'node:path';

// Before anything else is loaded, or it would be compiled without it. In the user's own folder: what others can
// write must not become our code.
enableCompileCache(join(process.env['XDG_CACHE_HOME'] || join(homedir(), '.cache'), 'flairbench'));
await import('./main.ts');
