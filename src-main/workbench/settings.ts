import * as z from 'zod';
import { type EnricherChange, enricherChangeSchema } from '../contract/enricher.ts';
import { Failure } from '../contract/failure.ts';
import { type Settings, type SettingsChange, settingsChangeSchema } from '../contract/settings.ts';
import { internalTo } from '../observables/internal.ts';
import type { InternalJudge } from '../observables/internal-built-in.ts';
import { canonicalOwnValues } from '../observables/own-values.ts';
import { type PatternTypes, patternTypesMemory } from '../observables/pattern-types.ts';
import type { Store } from '../store/store.ts';
import { withoutUndefined } from './defined.ts';
import { readSettings } from './stored-settings.ts';

const enricherChangesSchema = z.record(z.string(), enricherChangeSchema);

/** What could not be read again must not be written: it would take the place of what can. */
function readable(change: SettingsChange): SettingsChange {
  const { data, error } = settingsChangeSchema.safeParse(change);
  if (data !== undefined) return data;
  throw new Failure('BAD_INPUT', `${error.issues[0]?.message} Nothing was changed.`);
}

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

/** `said` hears, in a sentence each, what of the settings could not be read. */
export async function openSettings(
  store: Pick<Store, 'reader' | 'writer'>,
  said: (problem: string) => void,
): Promise<SettingsStore> {
  const compiled = patternTypesMemory();
  let { settings } = readSettings(null);
  let lastProblems = '';
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

  async function read(): Promise<Readonly<Record<string, unknown>>> {
    const stored = readSettings(await store.reader.document('settings'));
    take(stored.settings);
    const problems = stored.problems.join('\n');
    if (problems !== lastProblems) stored.problems.forEach(said);
    lastProblems = problems;
    const changes = enricherChangesSchema.safeParse(await store.reader.document('enrichers'));
    enrichers = changes.success ? changes.data : {};
    return stored.unread;
  }

  await read();
  return {
    current: () => settings,
    internal: (observable) => internal(observable),
    patternTypes: () => compiled(settings.patternTypes),
    change: (change) =>
      inTurn(async () => {
        const asked = readable(change);
        const own = asked.own && canonicalOwnValues(asked.own);
        // Another process may have changed something else a moment ago.
        const unread = await read();
        const changed = withoutUndefined({ ...asked, own });
        const next = { ...settings, ...changed };
        // What another version wrote is not lost by changing something else.
        await store.writer.setDocument('settings', { ...settings, ...unread, ...changed });
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
    reload: () =>
      inTurn(async () => {
        await read();
      }),
  };
}
