import { csvFields } from './fields-csv.ts';
import { jsonFields } from './fields-json.ts';
import { keyBefore } from './fields-pairs.ts';

/** Which field of a structured record holds a place in the text. */
export interface Fields {
  /** what separates cells, null when the text is no table */
  readonly delimiter: string | null;
  /** Path of the field at `offset`, or null. Ask with offsets that never fall, so that one pass is enough. */
  readonly at: (offset: number) => string | null;
}

/** Tells JSON and NDJSON, tables with a header, and key=value apart by their beginning. */
export function fieldsOf(text: string): Fields {
  return (
    jsonFields(text) ??
    csvFields(text) ?? { delimiter: null, at: (offset) => keyBefore(text, offset) }
  );
}
