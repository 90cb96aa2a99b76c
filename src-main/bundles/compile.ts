import { readFile } from 'node:fs/promises';
import path from 'node:path';
import type { Message } from 'esbuild';

type CompileProblem = {
  /** relative to the folder */
  readonly file: string;
  readonly line?: number;
  readonly sentence: string;
};
export type Compiled =
  | { readonly ok: true; readonly code: string }
  | { readonly ok: false; readonly problems: readonly CompileProblem[] };

/**
 * Compiles an enricher's script to one JavaScript module for Node 24 with everything it imports in it. Nothing of
 * the script runs. What it imports must lie under `folder`: otherwise a bundle could carry away files of the
 * machine it is installed on.
 */
export async function compileEnricher(script: string, folder: string): Promise<Compiled> {
  const [source, root] = [path.resolve(script), path.resolve(folder)];
  const refusal = await readFile(source).then(
    () => null,
    () => ({ file: path.relative(root, source), sentence: 'The script is not there.' }),
  );
  if (refusal !== null) return { ok: false, problems: [refusal] };
  // Loaded here: most starts of the app compile nothing.
  const { build } = await import('esbuild');
  try {
    const result = await build({
      entryPoints: [source],
      absWorkingDir: root,
      bundle: true,
      write: false,
      metafile: true,
      format: 'esm',
      platform: 'node',
      // ES modules first: what is not used falls away.
      mainFields: ['module', 'main'],
      target: 'node24',
      charset: 'utf8',
      legalComments: 'inline',
      logLevel: 'silent',
      // A bundle's own tsconfig.json must not change what was reviewed.
      tsconfigRaw: {},
      // CommonJS packages ask for Node's modules by `require`, which an ES module does not have. A global leaves
      // the author free to declare one.
      banner: {
        js: "import { createRequire as __requireFrom } from 'node:module'; globalThis.require ??= __requireFrom(import.meta.url);",
      },
    });
    const output = Object.values(result.metafile.outputs)[0];
    const outside = Object.keys(result.metafile.inputs).find(
      (file) => file.startsWith('..') || path.isAbsolute(file),
    );
    if (outside !== undefined) {
      return failed(source, root, `It imports ${path.basename(outside)} from outside the bundle.`);
    }
    if (output?.exports.includes('enrich') !== true) {
      return failed(source, root, 'It must export a function named enrich.');
    }
    return { ok: true, code: result.outputFiles[0]?.text ?? '' };
  } catch (error) {
    const messages = messagesOf(error);
    if (messages.length === 0) throw error;
    return { ok: false, problems: messages.map((message) => describe(message, source, root)) };
  }
}

function failed(source: string, root: string, sentence: string): Compiled {
  return { ok: false, problems: [{ file: path.relative(root, source), sentence }] };
}

/** esbuild rejects with an error that carries its messages. */
function messagesOf(error: unknown): readonly Message[] {
  if (!(error instanceof Error) || !('errors' in error) || !Array.isArray(error.errors)) return [];
  return error.errors;
}

function describe(message: Message, source: string, root: string): CompileProblem {
  const { location } = message;
  return {
    file: location?.file ?? path.relative(root, source),
    ...(location === null ? {} : { line: location.line }),
    sentence: `It does not compile: ${message.text.replace(/\.?$/, '.')}`,
  };
}
