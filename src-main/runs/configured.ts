import type { InstalledEnricher } from '../bundles/bundle.ts';
import type { SettingValues } from '../contract/enricher.ts';
import type { Start, Tlp } from '../contract/vocabulary.ts';

/** An installed enricher with what the admin decided about it. */
export type ConfiguredEnricher = InstalledEnricher & {
  readonly enabled: boolean;
  /** hosts that an admin let it ask besides: among `hosts`, too */
  readonly allowedHosts: readonly string[];
  readonly settingValues: SettingValues;
  /** labels of required credentials that the vault does not hold */
  readonly missingCredentials: readonly string[];
  /** labels of settings without which it cannot answer */
  readonly missingSettings: readonly string[];
  /** digest of the stored credentials: results of one key do not stand for another's */
  readonly credentialIdentity: string;
  readonly start: Start;
  readonly maxTlp: Tlp;
};
