import { Failure } from '../contract/failure.ts';
import { type Protection, protections, type VaultStatus } from '../contract/vault.ts';
import type { createDataKey } from './data-key.ts';
import { backendOf, means, strengthOf, weakestOf } from './protection.ts';
import type { BackendName, KeyBackend } from './vault.ts';
import type { VaultFile } from './vault-file.ts';

/** What protects the credentials, in words an analyst understands, and what could. */
export async function describeVault(
  file: VaultFile | null,
  dataKey: ReturnType<typeof createDataKey>,
  backends: readonly KeyBackend[],
): Promise<VaultStatus> {
  const problems = new Map<BackendName, string | null>();
  for (const backend of backends) problems.set(backend.name, await backend.problem());
  const used = file?.wraps.map(({ backend }) => backend) ?? [];
  const why = file === null ? null : await whyLocked(() => dataKey.unlock(file));
  const way = (one: Protection): VaultStatus['ways'][number] => {
    const name = backendOf[one];
    const problem = problems.get(name);
    return {
      with: one,
      sentence: means[name].worth,
      inUse: used.includes(name),
      weaker: used.length > 0 && means[name].strength < strengthOf(used),
      problem:
        problem === undefined && name !== 'passphrase' ? 'Not at hand here.' : (problem ?? null),
    };
  };
  const shown =
    used.length > 0
      ? weakestOf(used)
      : (backends.find(({ name }) => problems.get(name) === null)?.name ?? 'file-permissions');
  return {
    state: file === null ? 'empty' : why === null ? 'open' : 'locked',
    sentence:
      why ??
      `${file === null ? 'No credentials are stored yet. They will be' : 'Credentials are'} protected by ${means[shown].protection}. ${means[shown].worth}`,
    wantsPassphrase: file !== null && dataKey.wantsPassphrase(file),
    ways: protections.map(way),
  };
}

async function whyLocked(unlock: () => Promise<unknown>): Promise<string | null> {
  try {
    await unlock();
    return null;
  } catch (error) {
    if (error instanceof Failure) return error.message;
    throw error;
  }
}
