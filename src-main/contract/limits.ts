/** A token comes back `seconds` after it was taken: no span of that length holds more than `requests`. */
type Rate = { readonly requests: number; readonly seconds: number };

/** Days and months are those of UTC. */
export type Quota = { readonly requests: number; readonly per: 'day' | 'month' };

/** Where the source itself says what is used: in headers of its answers, or at an address of its own. */
type Usage =
  | {
      readonly limit?: string | undefined;
      readonly left?: string | undefined;
      readonly reset?: string | undefined;
    }
  | {
      readonly url: string;
      /** `{name}` in a value stands for the credential of that name, as it does in `url` */
      readonly headers?: Readonly<Record<string, string>> | undefined;
      /** dotted paths into the JSON that it answers */
      readonly limit?: string | undefined;
      readonly used?: string | undefined;
      readonly left?: string | undefined;
    };

/** What a source allows. Rate and concurrency hold for each host that is asked, a quota for all of them. */
export type Limits = {
  readonly concurrency: number | null;
  readonly rate: Rate | null;
  readonly quota: Quota | null;
  readonly usage: Usage | null;
};

export const noLimits: Limits = { concurrency: null, rate: null, quota: null, usage: null };

export function quotaWords({ requests, per }: Quota): string {
  return `${requests} a ${per}`;
}
