import { defineConfig } from 'vitest/config';

export default defineConfig({
  test: {
    root: new URL('..', import.meta.url).pathname,
    include: ['src-main/**/*.test.ts', 'enrichers/**/*.test.ts', 'src-renderer/**/*.test.ts'],
    // Nothing under test may reach for the Electron binary: asking for it would start a download.
    env: { ELECTRON_OVERRIDE_DIST_PATH: '/nonexistent/electron' },
    // For a machine that does something else besides: what hangs is found all the same.
    testTimeout: 45_000,
    maxWorkers: 2,
  },
});
