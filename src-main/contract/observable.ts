import * as z from 'zod';
import { observableTypes, tlps } from './vocabulary.ts';

/** Built-in types and those an admin defines by pattern share one spelling. */
export const observableTypeSchema = z.union([
  z.enum(observableTypes),
  z.string().regex(/^[a-z][a-z0-9-]{0,39}$/),
]);

export const tlpSchema = z.enum(tlps);

/** Identity is (type, canonical value). */
export const observableSchema = z.strictObject({
  type: observableTypeSchema,
  value: z.string().min(1).max(65_536),
});
export type Observable = z.infer<typeof observableSchema>;

/** One occurrence in a text; `start` and `end` are offsets in UTF-16 units of the text as it was given. */
export const findSchema = z.strictObject({
  type: observableTypeSchema,
  value: z.string(),
  text: z.string(),
  start: z.int().nonnegative(),
  end: z.int().nonnegative(),
  /** a short phrase: what made it this (`host of the URL`, `a name that ends in .com, refanged`) */
  why: z.string(),
  /** index, in the same list, of the find that this one was read out of (the host of a URL) */
  nestedIn: z.int().nonnegative().optional(),
  /** field path of a value from a structured record */
  field: z.string().optional(),
  /** for values that are listed but not ticked: why (`private address`, `example domain`) */
  noise: z.string().optional(),
  /** port that stood beside an address or host */
  port: z.int().optional(),
});
export type Find = z.infer<typeof findSchema>;

/** Among the fields handed on to an enricher: the one that the value stood in, as `fieldsWith` joins them. */
export const recordField = 'field';

/** How many fields of one value are told apart; a log may have a thousand. */
const mostFields = 10;

/** The fields of a value that stands in several: `ip_src_addr, ip_dst_addr`. */
export function fieldsWith(known: string | null, field: string | undefined): string | null {
  if (known === null || field === undefined || known === field) return known ?? field ?? null;
  const fields = known.split(', ');
  if (fields.includes(field) || fields.length >= mostFields) return known;
  return `${known}, ${field}`;
}

/** The noise of a URL that only leads to another one: a gateway of mail checks the click, a site warns of it. */
export const linkWrapper = 'link wrapper';
/** What the `why` of the URL begins with that a link wrapper leads to. */
export const inLinkWrapper = 'inside the link wrapper';

/** Whether it is only part of another find. What a link wrapper leads to is nested and stands for itself. */
export function isPart({ nestedIn, why }: Pick<Find, 'nestedIn' | 'why'>): boolean {
  return nestedIn !== undefined && !why.startsWith(inLinkWrapper);
}
