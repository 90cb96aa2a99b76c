import { HTMLSelect } from '@blueprintjs/core';
import { defangAddress, defangStyles } from '../../src-main/contract/defang.ts';
import type { Settings, SettingsChange } from '../../src-main/contract/settings.ts';
import { tlpLabel } from '../../src-main/contract/tlp.ts';
import { tlps } from '../../src-main/contract/vocabulary.ts';
import { useHost } from '../app/host.ts';
import { applyTheme } from '../app/theme.ts';
import { Tick } from '../shared/tick.tsx';
import { useAct } from '../shared/use-act.ts';
import { OwnValuesSection } from './own-values-section.tsx';

const themes = [
  { value: 'system', label: 'as the system' },
  { value: 'dark', label: 'dark' },
  { value: 'light', label: 'light' },
] as const;

export function SettingsFields({ settings }: { readonly settings: Settings }) {
  const { client } = useHost();
  const { act } = useAct();
  const change = (part: SettingsChange) => act(() => client.settings.change(part));
  return (
    <>
      <OwnValuesSection key={JSON.stringify(settings.own)} own={settings.own} />
      <section>
        <h3>What may leave</h3>
        <Tick
          label="Air-gapped: nothing leaves this machine"
          checked={settings.airGapped}
          onChange={(airGapped) => change({ airGapped })}
        />
        <div className="settings-choices">
          <label className="field">
            Marking of new pastes
            <HTMLSelect
              value={settings.defaultTlp ?? ''}
              options={[
                { value: '', label: 'unmarked' },
                ...tlps.map((tlp) => ({ value: tlp, label: tlpLabel(tlp) })),
              ]}
              onChange={(event) =>
                void change({ defaultTlp: tlps.find((tlp) => tlp === event.target.value) ?? null })
              }
            />
          </label>
          <label className="field">
            Enrichers at once
            <HTMLSelect
              value={settings.concurrency}
              options={[...new Set([1, 2, 4, 8, 16, 32, settings.concurrency])].sort(
                (a, b) => a - b,
              )}
              onChange={(event) => void change({ concurrency: Number(event.target.value) })}
            />
          </label>
          <label className="field">
            Values are shown and copied as
            <HTMLSelect
              value={settings.defangStyle}
              options={defangStyles.map((style) => ({
                value: style,
                label: defangAddress('https://joe@www.evil.example/a', style),
              }))}
              onChange={(event) => {
                const defangStyle = defangStyles.find((style) => style === event.target.value);
                if (defangStyle !== undefined) void change({ defangStyle });
              }}
            />
          </label>
          <label className="field">
            Colours
            <HTMLSelect
              value={settings.theme}
              options={[...themes]}
              onChange={(event) => {
                const theme = themes.find(({ value }) => value === event.target.value)?.value;
                if (theme === undefined) return;
                applyTheme(theme);
                void change({ theme });
              }}
            />
          </label>
        </div>
      </section>
    </>
  );
}
