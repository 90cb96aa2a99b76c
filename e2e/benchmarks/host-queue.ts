import { mkdir, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { textPartLength } from '../../src-main/contract/text.ts';
import type { Workbench } from '../../src-main/workbench.ts';
import { loopFigures, watched } from './host-loop.ts';
import type { Figure } from './measure.ts';
import { shareText, withWorkbench } from './with-workbench.ts';

const values = 10_000;
const finished = 1000;
const pasteBytes = 50_000_000;
/** Prose with an address here and there: a long document, not a list. */
const sentence =
  'The host answered at 45.155.205.233 and was seen again by several of the sensors. ';

const source = `export const enrich = ({ value }) => ({
  widgets: value === '45.0.0.7'
    ? Array.from({ length: 100 }, () => ({ type: 'text', text: 'x'.repeat(160_000) }))
    : [{ type: 'text', text: value }],
});
`;
const metadata = {
  title: 'Large',
  description: 'Gives a report of 16 MB for one of the values.',
  sdk_type: 'flairbench',
  app_name: 'app.flairbench.bench-large',
  version: '1.0.0',
  audience: 'offline',
  transforms: [
    {
      transform_name: 'large',
      display_name: 'Large',
      parameters: 'enrich.ts',
      entity_type: ['ipv4'],
      enrichment: true,
      reuse: true,
    },
  ],
};

/** How long the host is deaf while ten thousand requests wait, runs end, and somebody pastes 50 MB. */
export function measureHostQueue(): Promise<Figure[]> {
  return withWorkbench(async (workbench, folder) => {
    const bundle = join(folder, 'large');
    await mkdir(join(bundle, 'source'), { recursive: true });
    await writeFile(join(bundle, 'metadata.json'), JSON.stringify(metadata));
    await writeFile(join(bundle, 'source/enrich.ts'), source);
    await workbench.installBundle(bundle, new AbortController().signal);
    const { held, deaf } = await watched(() => work(workbench));
    const what = '10,000 queued, 1,000 runs finish, one with 16 MB, and 50 MB are pasted';
    return loopFigures(what, { held, deaf, atMost: 50 });
  });
}

async function work(workbench: Workbench): Promise<void> {
  const addresses = Array.from(
    { length: values },
    (_, index) => `45.${index >> 8}.${index & 255}.7`,
  );
  const rest = { edits: [], tlp: null, includeNoise: true };
  const { pasteId, requests } = await workbench.pastes.submit({
    text: addresses.join('\n'),
    ...rest,
    enrichers: [workbench.desk.named('large').id],
    title: '',
    caseReference: '',
  });
  if (requests !== values) throw new Error(`${requests} requests were queued.`);
  const pasted = pasteLarge(workbench);
  for (;;) {
    const { done } = await workbench.progress(pasteId);
    if (done >= finished) break;
    await new Promise((resolve) => setTimeout(resolve, 500));
  }
  await pasted;
  await workbench.cancel({});
}

async function pasteLarge(workbench: Workbench): Promise<void> {
  const part = sentence.repeat(Math.floor(textPartLength / sentence.length));
  const parts = Array.from({ length: Math.ceil(pasteBytes / part.length) }, () => part);
  await workbench.pastes.extract(await shareText(workbench, parts));
}
