/**
 * Types for authors of enrichers. Nothing in here exists at run time: all that an enricher may do arrives as
 * the second argument of its one exported function.
 *
 *     import type { Enrich } from '../../sdk/index.ts';
 *     export const enrich: Enrich = async (observable, context) => ({ title: 'Mine', widgets: [] });
 */

export type Observable = {
  /** `ipv4`, `domain`, `sha256` … */
  readonly type: string;
  /** canonical: lower case, refanged, punycode */
  readonly value: string;
};

export type Context = {
  /** what the admin set, with the defaults of metadata.json */
  readonly settings: Readonly<Record<string, string | number | boolean>>;
  /** what was stored for this bundle, by name */
  readonly credentials: Readonly<Record<string, string>>;
  /**
   * Fields handed on by the enricher whose related value this is. `field` tells which fields of the pasted record the
   * value stood in (`dns.question.name`, several as `ip_src_addr, ip_dst_addr`); it is missing for a value from prose.
   * A result that is still fresh is shown whatever it says.
   */
  readonly fields: Readonly<Record<string, string>>;
  /** ends when the analyst cancels or the time is up */
  readonly signal: AbortSignal;
  /** absolute path of the bundle's own folder, readable */
  readonly folder: string;
  /** what an analyst should see beside the result */
  log(level: 'debug' | 'info' | 'warning' | 'error', text: string): void;
  /** only to the hosts that metadata.json declares */
  fetch(url: string, options?: FetchOptions): Promise<FetchAnswer>;
  resolve(name: string, type: ResolveType): Promise<ResolveAnswer>;
};

export type Enrich = (observable: Observable, context: Context) => Promise<Result> | Result;

/** Nothing known and gone wrong are different things: say which. Throwing is for bugs. */
export type Result =
  | ReportInput
  | { readonly noData: string }
  | { readonly error: { readonly reason: string; readonly sentence: string } };

export type FetchOptions = {
  readonly method?: 'GET' | 'HEAD' | 'POST' | 'PUT' | 'DELETE' | 'PATCH';
  readonly headers?: Readonly<Record<string, string>>;
  readonly body?: string;
};
export type FetchAnswer = {
  readonly status: number;
  readonly headers: Readonly<Record<string, string>>;
  text(): string;
  json(): unknown;
};

export type ResolveType =
  | 'A'
  | 'AAAA'
  | 'CNAME'
  | 'MX'
  | 'NS'
  | 'TXT'
  | 'SOA'
  | 'CAA'
  | 'SRV'
  | 'PTR';
export type ResolveAnswer = {
  readonly status: 'ok' | 'NXDOMAIN' | 'NODATA';
  readonly records: readonly string[];
  /** the name server that was asked */
  readonly server: string;
};

export type Scalar = string | number | boolean | null;

export type Item = {
  readonly kind?: ItemKind;
  readonly value: Scalar | readonly Item[];
  readonly label?: string;
  /** a CSS colour name or hex, with or without `#` */
  readonly colour?: string;
  readonly background?: string;
  readonly size?: number;
  readonly weight?: 'normal' | 'bold';
  readonly lines?: boolean;
};
export type ItemKind =
  | 'String'
  | 'Integer'
  | 'Float'
  | 'Boolean'
  | 'Date'
  | 'DateTime'
  | 'Link'
  | 'Domain'
  | 'IPv4'
  | 'IPv6'
  | 'Hash'
  | 'Email'
  | 'URL'
  | 'Phrase'
  | 'AS'
  | 'NSRecord'
  | 'Composite';

export type Widget =
  | { readonly type: 'text'; readonly item: Item | Scalar; readonly lineBreak?: boolean }
  | { readonly type: 'markdown'; readonly title?: string; readonly markdown: string }
  | {
      readonly type: 'table';
      readonly title?: string;
      readonly columns: readonly (
        | string
        | {
            readonly name: string;
            readonly kind?: ItemKind;
            readonly width?: string;
            readonly volatile?: boolean;
          }
      )[];
      readonly rows: readonly (readonly (Item | Scalar)[])[];
      readonly key?: readonly string[];
    }
  /** Highcharts options as JSON: one of the 14 types, no functions, no HTML */
  | { readonly type: 'chart'; readonly title?: string; readonly options: unknown }
  | { readonly type: 'json'; readonly title?: string; readonly value: unknown }
  | { readonly type: 'badges'; readonly title?: string; readonly items: readonly (Item | Scalar)[] }
  | {
      readonly type: 'geo';
      readonly title?: string;
      readonly points?: readonly {
        readonly latitude: number;
        readonly longitude: number;
        readonly label?: string;
        readonly radiusKilometres?: number;
      }[];
      /** ISO 3166-1 alpha-2 */
      readonly countries?: readonly string[];
    }
  | { readonly type: 'rule' };

export type ReportInput = {
  readonly title?: string;
  readonly description?: string;
  /** never "safe": at best a list knows the value */
  readonly verdict?: {
    readonly level: 'malicious' | 'suspicious' | 'known' | 'unknown';
    readonly sentence: string;
    readonly reason: string;
  };
  readonly widgets: readonly Widget[];
  readonly related?: readonly {
    readonly type: string;
    readonly value: string;
    readonly relation?: string;
    readonly fields?: Readonly<Record<string, Scalar>>;
  }[];
  /** flat, scalar: `geo.country` */
  readonly facts?: Readonly<Record<string, Scalar>>;
  readonly tags?: readonly {
    readonly namespace: string;
    readonly predicate: string;
    readonly value: Scalar;
    readonly level?: 'info' | 'safe' | 'suspicious' | 'malicious';
  }[];
};
