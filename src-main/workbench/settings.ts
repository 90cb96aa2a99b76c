import { availableParallelism } from 'node:os';
import * as z from 'zod';
import { defaultDefangStyle } from '../contract/defang.ts';
import { type EnricherChange, enricherChangeSchema } from '../contract/enricher.ts';
import { type Settings, type SettingsChange, settingsSchema } from '../contract/settings.ts';
import { internalTo } from '../observables/internal.ts';
import type { InternalJudge } from '../observables/internal-built-in.ts';
import { canonicalOwnValues } from '../observables/own-values.ts';
import { type PatternTypes, patternTypesMemory } from '../observables/pattern-types.ts';
import type { Store } from '../store/store.ts';
import { withoutUndefined } from './defined.ts';
import { ownValuesOfMachine } from './own-values.ts';

/** What a later version may have added is passed over: the air gap must not fall with it. */
const storedSettingsSchema = z.object(settingsSchema.shape).partial();
const enricherChangesSchema = z.record(z.string(), enricherChangeSchema);

/** What the analyst and the admin decided, held in memory and written through. */
export type SettingsStore = {
  readonly current: () => Settings;
  /** by the own values as they are now */
  readonly internal: InternalJudge;
  /** the types that an admin defined, as they are now */
  readonly patternTypes: () => PatternTypes;
  readonly change: (change: SettingsChange) => Promise<void>;
  readonly enricherChange: (id: string) => EnricherChange;
  readonly changeEnricher: (id: string, change: EnricherChange) => Promise<void>;
  /** after another process wrote to the data folder */
  readonly reload: () => Promise<void>;
};

export async function openSettings(
  store: Pick<Store, 'reader' | 'writer'>,
): Promise<SettingsStore> {
  const compiled = patternTypesMemory();
  let settings = defaults();
  let internal = internalTo(settings.own);
  let enrichers: Record<string, EnricherChange> = {};
  let last: Promise<unknown> = Promise.resolve();

  /** Reading and writing what was read, with nobody of this process in between. */
  function inTurn<T>(work: () => Promise<T>): Promise<T> {
    const mine = last.then(work, work);
    last = mine;
    return mine;
  }

  function take(next: Settings): void {
    settings = next;
    internal = internalTo(next.own);
  }

  async function read(): Promise<void> {
    take(settingsOf(await store.reader.document('settings')));
    const changes = enricherChangesSchema.safeParse(await store.reader.document('enrichers'));
    enrichers = changes.success ? changes.data : {};
  }

  await read();
  return {
    current: () => settings,
    internal: (observable) => internal(observable),
    patternTypes: () => compiled(settings.patternTypes),
    change: (change) =>
      inTurn(async () => {
        const own = change.own && canonicalOwnValues(change.own);
        // Another process may have changed something else a moment ago.
        await read();
        const next = { ...settings, ...withoutUndefined({ ...change, own }) };
        await store.writer.setDocument('settings', next);
        take(next);
      }),
    enricherChange: (id) => (Object.hasOwn(enrichers, id) ? (enrichers[id] ?? {}) : {}),
    changeEnricher: (id, change) =>
      inTurn(async () => {
        await read();
        const before = Object.hasOwn(enrichers, id) ? enrichers[id] : {};
        const next = {
          ...enrichers,
          [id]: {
            ...before,
            ...change,
            settingValues: { ...before?.settingValues, ...change.settingValues },
          },
        };
        await store.writer.setDocument('enrichers', next);
        enrichers = next;
      }),
    reload: () => inTurn(read),
  };
}

/** The settings as a data folder keeps them, with the defaults of what it does not. */
export function settingsOf(document: unknown): Settings {
  const stored = storedSettingsSchema.safeParse(document);
  return { ...defaults(), ...(stored.success ? withoutUndefined(stored.data) : {}) };
}

function defaults(): Settings {
  return {
    own: ownValuesOfMachine(),
    ownConfirmed: false,
    airGapped: false,
    defaultTlp: null,
    theme: 'system',
    defangStyle: defaultDefangStyle,
    chosenEnrichers: null,
    patternTypes: [],
    concurrency: Math.max(2, availableParallelism()),
  };
}
