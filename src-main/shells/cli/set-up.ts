import { resolve } from 'node:path';
import type { Enricher, SettingField, SettingValues } from '../../contract/enricher.ts';
import { Failure } from '../../contract/failure.ts';
import type { Workbench } from '../../workbench.ts';

/** By enricher id, its short name, or the name of its bundle. */
export async function enrichersNamed(
  { desk }: Pick<Workbench, 'desk'>,
  id: string,
): Promise<Enricher[]> {
  const found = (await desk.described()).filter(
    (enricher) =>
      enricher.id === id || enricher.bundle.appName === id || enricher.id.endsWith(`:${id}`),
  );
  if (found.length === 0) throw new Failure('NOT_FOUND', `There is no enricher or bundle "${id}".`);
  return found;
}

/** Switches the enrichers of this name on, with these settings as they were typed. */
export async function setUp(
  workbench: Pick<Workbench, 'desk' | 'changeEnricher'>,
  id: string,
  settings: readonly (readonly [name: string, text: string])[],
  hosts: { readonly allow: readonly string[]; readonly takeBack: readonly string[] } = {
    allow: [],
    takeBack: [],
  },
): Promise<void> {
  for (const enricher of await enrichersNamed(workbench, id)) {
    const { id: enricherId, settings: fields } = enricher;
    const settingValues: SettingValues = Object.fromEntries(
      settings.map(([name, text]) => {
        const field = fields.find((one) => one.name === name);
        return [name, field === undefined ? text : valueOf(field, text)];
      }),
    );
    const allowed = new Set([...enricher.allowedHosts, ...hosts.allow]);
    const allowedHosts = [...allowed].filter((host) => !hosts.takeBack.includes(host));
    await workbench.changeEnricher(enricherId, { enabled: true, settingValues, allowedHosts });
  }
}

function valueOf(field: SettingField, text: string): SettingValues[string] {
  if (field.type === 'number' && text.trim() !== '' && Number.isFinite(Number(text))) {
    return Number(text);
  }
  if (field.type === 'boolean' && (text === 'true' || text === 'false')) return text === 'true';
  // The path is read later, by processes in other folders.
  if (field.type === 'file' && text !== '') return resolve(text);
  return text;
}
