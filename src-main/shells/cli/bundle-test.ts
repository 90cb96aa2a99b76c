import { Failure } from '../../contract/failure.ts';
import type { Workbench } from '../../workbench.ts';
import { printLine } from './output.ts';
import { enrichersNamed } from './set-up.ts';

/** Asks the sources of these enrichers with what the vault holds; a failure where one does not take it. */
export async function testCredentials(
  workbench: Pick<Workbench, 'desk' | 'testCredential'>,
  id: string,
  signal: AbortSignal,
): Promise<void> {
  const named = await enrichersNamed(workbench, id);
  for (const appName of new Set(named.map(({ bundle }) => bundle.appName))) {
    const { outcome, sentence } = await workbench.testCredential(appName, signal);
    if (outcome !== 'works') throw new Failure('REFUSED', sentence);
    printLine(sentence);
  }
}
