import { existsSync, mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import * as z from 'zod';
import { installBundle } from './install.ts';

const corpus = path.join(import.meta.dirname, '../../../shared/corpora/archives');
const there = existsSync(path.join(corpus, 'expected.json'));
const schema = z.object({
  files: z.array(
    z.object({
      file: z.string(),
      verdict: z.enum(['accept', 'refuse', 'either']),
      why: z.string(),
    }),
  ),
});
const cases = there
  ? schema.parse(JSON.parse(readFileSync(path.join(corpus, 'expected.json'), 'utf8'))).files
  : [];

let folder = '';
beforeEach(() => {
  folder = mkdtempSync(path.join(tmpdir(), 'flairbench-archives-'));
});
afterEach(() => rmSync(folder, { recursive: true, force: true }));

/** The sentence with which the bundle is turned away. */
async function refusal(file: string): Promise<string> {
  const { signal } = new AbortController();
  return await installBundle(path.join(corpus, file), path.join(folder, 'bundles'), signal).then(
    () => 'installed',
    (error: unknown) =>
      error instanceof Error && error.name === 'Failure' ? error.message : `${error}`,
  );
}

// The corpus is of another dialect: what passes every check is turned away for that alone.
const accepted = 'Bundles of the dialect "anomali" cannot run here yet.';

describe.skipIf(!there)(
  `bundles of the corpus${there ? '' : ` (skipped: ${corpus} is not there)`}`,
  () => {
    it.each(cases)('$file: $verdict, $why', async ({ file, verdict }) => {
      const sentence = await refusal(file);
      // The second of this pair is refused beside the first only.
      const alone = file.includes('update-credentials-b');
      if (verdict === 'accept' || alone) expect(sentence).toBe(accepted);
      if (verdict === 'refuse' && !alone) expect(sentence).not.toBe(accepted);
      expect(sentence).toMatch(/^(The bundle|metadata\.json|Bundles|source\/|[\w.]+:).*\.$/s);
      expect({
        installed: readdirSync(path.join(folder, 'bundles')),
        beside: readdirSync(folder),
      }).toEqual({ installed: [], beside: ['bundles'] });
    });
  },
);
