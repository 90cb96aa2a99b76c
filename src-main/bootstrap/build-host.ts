import { isBuiltin } from 'node:module';
import { type BuildOptions, build, type Plugin } from 'esbuild';

/** Entries that share code. Their names are what the source asks for when it runs from a bundle. */
const shared = {
  cli: 'src-main/shells/cli/start.ts',
  electron: 'src-main/shells/electron/main.ts',
  'store-writer': 'src-main/store/writer.worker.ts',
  'store-reader': 'src-main/store/reader.worker.ts',
  'tasks-worker': 'src-main/processes/tasks.worker.ts',
};

/** Each stands alone: what runs in a process of its own sees no other file; a sandboxed preload is CommonJS. */
const alone = {
  'document-reader': 'src-main/documents/reader.ts',
  relay: 'src-main/processes/relay.ts',
  'enricher-runner': 'src-main/runtimes/flairbench/runner.ts',
};
const preload = { 'electron-preload': 'src-main/shells/electron/preload.ts' };

/** Native modules and what brings a binary of its own stay packages. */
const external = ['@napi-rs/keyring', 'better-sqlite3', 'electron', 'esbuild'];

/**
 * An ES import of `node:http` or `node:crypto` reads every export of it, and with that loads fetch, WebSocket and
 * the web's cryptography: some 40 ms of each start. Asked for by name, Node loads what is used.
 */
const leanBuiltins: Plugin = {
  name: 'lean-builtins',
  setup({ onResolve, onLoad }) {
    onResolve({ filter: /^(node:)?[a-z_/]+$/ }, ({ path }) =>
      isBuiltin(path) ? { path, namespace: 'builtin' } : null,
    );
    onLoad({ filter: /.*/, namespace: 'builtin' }, ({ path }) => ({
      contents: `module.exports = process.getBuiltinModule('${path}');`,
    }));
  },
};

/** Bundles the host into a flat folder, so that it starts without looking through node_modules. */
export async function buildHost(root: string, outdir: string): Promise<void> {
  const common = {
    absWorkingDir: root,
    outdir,
    bundle: true,
    platform: 'node',
    target: 'node24',
    external,
    logLevel: 'warning',
    legalComments: 'none',
    plugins: [leanBuiltins],
  } satisfies BuildOptions;
  await Promise.all([
    build({
      ...common,
      entryPoints: shared,
      format: 'esm',
      splitting: true,
      chunkNames: 'chunk-[hash]',
      // CommonJS packages inside an ES module still ask for `require`.
      banner: {
        js: "import { createRequire as createRequireOfHost } from 'node:module'; const require = createRequireOfHost(import.meta.url);",
      },
    }),
    build({ ...common, entryPoints: alone, format: 'esm' }),
    build({
      ...common,
      entryPoints: preload,
      format: 'cjs',
      outExtension: { '.js': '.cjs' },
      plugins: [],
    }),
  ]);
}
