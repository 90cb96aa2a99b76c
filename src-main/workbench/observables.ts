import { defang, undoDefang } from '../contract/defang.ts';
import { Failure } from '../contract/failure.ts';
import { refang } from '../observables/refang.ts';
import { closedGate } from '../runs/gates.ts';
import type { Store } from '../store/store.ts';
import type { createComparisons } from './comparisons.ts';
import type { EnricherDesk } from './enrichers.ts';
import { flairPane } from './flair.ts';
import type { SettingsStore } from './settings.ts';

type ObservableDeskOptions = {
  readonly store: Pick<Store, 'reader'>;
  readonly desk: Pick<EnricherDesk, 'all'>;
  readonly settings: SettingsStore;
  readonly comparisons: ReturnType<typeof createComparisons>;
  readonly now: () => string;
};

/** The grid of values, and what is known of one. */
export function createObservableDesk(options: ObservableDeskOptions) {
  const { store, desk, settings, comparisons } = options;
  return {
    async page(query: Parameters<typeof store.reader.observables>[0]) {
      // The grid shows values defanged, so that is how they are looked for.
      const filter = refang(undoDefang(query.filter));
      const page = await store.reader.observables({ ...query, filter });
      const style = settings.current().defangStyle;
      return { ...page, rows: page.rows.map((row) => ({ ...row, defanged: defang(row, style) })) };
    },

    async flair(observableId: number) {
      const stored = await store.reader.flair(observableId);
      if (stored === null) throw new Failure('NOT_FOUND', 'That value is not here any more.');
      const { observable, tlp } = stored;
      return flairPane(stored, {
        enrichers: desk.all(),
        now: options.now(),
        defangStyle: settings.current().defangStyle,
        compare: comparisons,
        closed: (enricher) =>
          closedGate({
            enricher,
            observable,
            tlp,
            internal: settings.internal(observable),
            choice: 'default',
            isGone: false,
            ownConfirmed: settings.current().ownConfirmed,
            airGapped: settings.current().airGapped,
            quota: null,
          }),
      });
    },
  };
}
