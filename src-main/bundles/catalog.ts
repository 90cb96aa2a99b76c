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
  problems(): readonly string[];
  /** looks again, after an installation */
  reload(): Promise<void>;
};

type Contents = {
  readonly bundles: readonly InstalledBundle[];
  readonly problems: readonly string[];
};

type Candidate = { readonly bundle: InstalledBundle } | { readonly problem: string };

/**
 * Reads what can run: the bundles that ship with the app and those that were installed. A broken one is a
 * sentence among the problems and never disturbs the others. `installed` need not exist yet.
 */
export async function openCatalog(folders: Folders): Promise<Catalog> {
  let contents = await contentsOf(folders);
  return {
    bundles: () => contents.bundles,
    enrichers: () => contents.bundles.flatMap((bundle) => bundle.enrichers),
    problems: () => contents.problems,
    async reload() {
      contents = await contentsOf(folders);
    },
  };
}

type Folders = {
  /** folder that `buildEnrichers` wrote */
  readonly builtIn: string;
  /** `<data folder>/bundles` */
  readonly installed: string;
};

async function contentsOf({ builtIn, installed }: Folders): Promise<Contents> {
  const candidates = await Promise.all([
    ...(await subfolders(builtIn)).map((name) => open(builtIn, name, true)),
    ...(await subfolders(installed)).map((name) => open(installed, name, false)),
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
  return { bundles: [...bundles.values()], problems };
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
