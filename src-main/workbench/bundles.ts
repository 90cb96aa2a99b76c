import type { InstalledBundle, InstalledEnricher } from '../bundles/bundle.ts';
import { openCatalog } from '../bundles/catalog.ts';
import { installBundle } from '../bundles/install.ts';
import type { Store } from '../store/store.ts';

/** When a bundle was installed last: tells every process that has the folder open to look again. */
const installations = 'bundles-installed-at';

export type BundleDesk = {
  readonly enrichers: () => readonly InstalledEnricher[];
  /** a sentence for every bundle that is there and cannot be used */
  readonly problems: () => readonly string[];
  readonly install: (source: string, signal: AbortSignal) => Promise<InstalledBundle>;
  /** whether another process installed one since; then they are read anew */
  readonly lookAgain: () => Promise<boolean>;
};

/** The bundles of this machine, over all processes that have the data folder open. */
export async function openBundleDesk(options: {
  readonly store: Pick<Store, 'reader' | 'writer'>;
  readonly builtIn: string;
  readonly installed: string;
  readonly now: () => string;
}): Promise<BundleDesk> {
  const { store, builtIn, installed, now } = options;
  let seen = await store.reader.document(installations);
  const catalog = await openCatalog({ builtIn, installed });
  return {
    enrichers: catalog.enrichers,
    problems: catalog.problems,
    async install(source, signal) {
      const bundle = await installBundle(source, installed, signal);
      await store.writer.setDocument(installations, now());
      return bundle;
    },
    async lookAgain() {
      const latest = await store.reader.document(installations);
      if (latest === seen) return false;
      seen = latest;
      await catalog.reload();
      return true;
    },
  };
}
