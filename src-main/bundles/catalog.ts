import { readdir } from 'node:fs/promises';
import path from 'node:path';
import type { InstalledBundle, InstalledEnricher } from './bundle.ts';
import { describeBundle, readMetadata } from './bundle-folder.ts';
import { hashFolder } from './bundle-hash.ts';
import { readReceipt } from './receipt.ts';

export type Catalog = {
  bundles(): readonly InstalledBundle[];
  enrichers(): readonly InstalledEnricher[];
  /** a sentence for every bundle that lies there and cannot be used */
  readonly problems: readonly string[];
};

type Candidate = { readonly bundle: InstalledBundle } | { readonly problem: string };

/**
 * Reads what can run: the bundles that ship with the app and those that were installed. A broken one is a
 * sentence among the problems and never disturbs the others. `installed` need not exist yet.
 */
export async function openCatalog(options: {
  /** folder that `buildEnrichers` wrote */
  readonly builtIn: string;
  /** `<data folder>/bundles` */
  readonly installed: string;
}): Promise<Catalog> {
  const candidates = await Promise.all([
    ...(await subfolders(options.builtIn)).map((name) => open(options.builtIn, name, true)),
    ...(await subfolders(options.installed)).map((name) => open(options.installed, name, false)),
  ]);
  const bundles = new Map<string, InstalledBundle>();
  const problems: string[] = [];
  for (const candidate of candidates) {
    if ('problem' in candidate) {
      problems.push(candidate.problem);
    } else if (bundles.has(candidate.bundle.appName)) {
      problems.push(
        `The bundle ${candidate.bundle.appName} is left out: one that ships with Flairbench has this name.`,
      );
    } else {
      bundles.set(candidate.bundle.appName, candidate.bundle);
    }
  }
  const list = [...bundles.values()];
  const enrichers = list.flatMap((bundle) => bundle.enrichers);
  return { bundles: () => list, enrichers: () => enrichers, problems };
}

/** Built-in and installed bundles lie alike: `<app_name>/<version>/` with the receipt beside. */
async function open(parent: string, appName: string, builtIn: boolean): Promise<Candidate> {
  try {
    const receipt = await readReceipt(path.join(parent, appName));
    const entry = receipt?.versions.find((each) => each.version === receipt.current);
    if (entry === undefined) {
      return { problem: `The bundle ${appName} was not installed completely. Install it again.` };
    }
    const folder = path.join(parent, appName, entry.version);
    // What ships with the app is as trustworthy as the app; hashing its databases would slow every start.
    if (!builtIn && (await hashFolder(folder)) !== entry.hash) {
      return {
        problem: `The bundle ${appName} was changed on disk after it was installed and does not run. Install it again.`,
      };
    }
    const read = await readMetadata(folder);
    if (!read.ok) {
      return {
        problem: `The bundle ${appName} cannot be read: ${read.problems[0]?.sentence ?? ''}`,
      };
    }
    if (read.metadata.app_name !== appName || read.metadata.version !== entry.version) {
      return {
        problem: `The bundle ${appName} lies in a folder of another name. Install it again.`,
      };
    }
    return { bundle: describeBundle(read.metadata, { folder, hash: entry.hash, builtIn }) };
  } catch {
    return { problem: `The bundle ${appName} cannot be read from disk. Install it again.` };
  }
}

async function subfolders(folder: string): Promise<string[]> {
  const entries = await readdir(folder, { withFileTypes: true }).catch(() => []);
  return entries
    .filter((entry) => entry.isDirectory() && !entry.name.startsWith('.'))
    .map((entry) => entry.name)
    .sort();
}
