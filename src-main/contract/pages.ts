import type { Find, Observable } from './observable.ts';

/**
 * Long lists as they travel between threads: the UTF-8 of the JSON of up to a thousand entries each, in memory that
 * the threads share. A hundred thousand objects would be copied one by one, with everything else waiting; here nothing
 * is copied, and a page is opened where it is needed. To a window its text is sent.
 */
export type FindPages = readonly Uint8Array[];
export type ValuePages = readonly Uint8Array[];

export const pageLength = 1000;

/** Rows of numbers and words: most of a find is said in the same words as the one before it. */
type Page = { readonly words: readonly string[]; readonly rows: readonly Row[] };
type Row = readonly [
  type: number,
  value: number,
  /** 0: written as its value is */
  text: string | 0,
  start: number,
  end: number,
  why: number,
  nestedIn: number,
  noise: number,
  field: number,
  port: number,
];
/** What a find does not have. Index 0 is a word like any other. */
const none = -1;

export function packFinds(finds: readonly Find[]): FindPages {
  return pagesOf(finds, packPage);
}

export function packValues(values: readonly Observable[]): ValuePages {
  return pagesOf(values, (page) =>
    JSON.stringify(page.map(({ type, value }): [string, string] => [type, value])),
  );
}

/** All the finds of all the pages. Takes some 10 ms for each 20,000. */
export function openFinds(pages: FindPages): Find[] {
  return pages.flatMap((page) => openFindPage(pageText(page)));
}

const decoder = new TextDecoder();

export function pageText(page: Uint8Array): string {
  return decoder.decode(page);
}

export function openFindPage(text: string): Find[] {
  const { words, rows }: Page = JSON.parse(text);
  const word = (index: number) => words[index] ?? '';
  return rows.map(([type, value, text, start, end, why, nestedIn, noise, field, port]) => ({
    type: word(type),
    value: word(value),
    text: text === 0 ? word(value) : text,
    start,
    end,
    why: word(why),
    ...(nestedIn === none ? {} : { nestedIn }),
    ...(field === none ? {} : { field: word(field) }),
    ...(noise === none ? {} : { noise: word(noise) }),
    ...(port === none ? {} : { port }),
  }));
}

export function openValuePage(page: Uint8Array): Observable[] {
  const rows: readonly [string, string][] = JSON.parse(pageText(page));
  return rows.map(([type, value]) => ({ type, value }));
}

function pagesOf<Entry>(
  entries: readonly Entry[],
  pack: (page: readonly Entry[]) => string,
): Uint8Array[] {
  const encoder = new TextEncoder();
  const count = Math.ceil(entries.length / pageLength);
  const pages = Array.from({ length: count }, (_, page) =>
    // JSON keeps lone surrogates as escapes, so any text comes back as it was.
    encoder.encode(pack(entries.slice(page * pageLength, (page + 1) * pageLength))),
  );
  return shared(pages);
}

function shared(pages: readonly Uint8Array[]): Uint8Array[] {
  const memory = new SharedArrayBuffer(pages.reduce((sum, { length }) => sum + length, 0));
  let taken = 0;
  return pages.map((page) => {
    const place = new Uint8Array(memory, taken, page.length);
    place.set(page);
    taken += page.length;
    return place;
  });
}

function packPage(finds: readonly Find[]): string {
  const places = new Map<string, number>();
  const place = (word: string | undefined): number => {
    if (word === undefined) return none;
    const known = places.get(word);
    if (known !== undefined) return known;
    places.set(word, places.size);
    return places.size - 1;
  };
  const rows = finds.map(
    ({ type, value, text, start, end, why, nestedIn, noise, field, port }): Row => [
      place(type),
      place(value),
      text === value ? 0 : text,
      start,
      end,
      place(why),
      nestedIn ?? none,
      place(noise),
      place(field),
      port ?? none,
    ],
  );
  return JSON.stringify({ words: [...places.keys()], rows } satisfies Page);
}
