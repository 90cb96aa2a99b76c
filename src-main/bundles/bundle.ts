import type { SettingField } from '../contract/enricher.ts';
import type { Audience, Effect, Start, Tlp } from '../contract/vocabulary.ts';
import type { Limits } from '../limits/limits.ts';

/** A bundle as it lies on this machine, checked and compiled. */
export type InstalledBundle = {
  readonly appName: string;
  readonly title: string;
  readonly version: string;
  readonly author: string;
  readonly dialect: string;
  readonly builtIn: boolean;
  /** sha256 of everything in it */
  readonly hash: string;
  /** absolute path of the folder */
  readonly folder: string;
  readonly credentials: readonly {
    readonly name: string;
    readonly label: string;
    readonly description: string;
    readonly required: boolean;
    readonly sensitive: boolean;
    readonly rank: number | null;
  }[];
  readonly settings: readonly SettingField[];
  /** facts and columns that comparison leaves out */
  readonly volatile: readonly string[];
  readonly enrichers: readonly InstalledEnricher[];
};

export type InstalledEnricher = {
  /** `app_name:transform_name` */
  readonly id: string;
  readonly name: string;
  readonly title: string;
  readonly description: string;
  readonly bundle: Omit<InstalledBundle, 'enrichers'>;
  /** absolute path of the one compiled JavaScript file */
  readonly module: string;
  readonly types: readonly string[];
  readonly unknownTypes: readonly string[];
  readonly audience: Audience;
  readonly effect: Effect;
  /** what an `act` changes, to go on after its title: "adds the value to the block list"; null where it does not say */
  readonly changes: string | null;
  readonly active: boolean;
  readonly hosts: readonly string[];
  /** asks name servers, those of the system or the one in its setting `resolver` */
  readonly resolves: boolean;
  readonly limits: Limits;
  /** what is counted together: the bundle, or this enricher where it has limits of its own */
  readonly limitScope: string;
  readonly maxTlp: Tlp;
  readonly start: Start;
  readonly ttlSeconds: number;
  readonly timeoutSeconds: number;
  readonly reuse: boolean;
  /** the one that shows whether a credential works */
  readonly activation: boolean;
  /** a value that its source can be asked about; null: none is named */
  readonly sample: string | null;
};
