type Defined<T> = { [K in keyof T]: Exclude<T[K], undefined> };

/** Optional inputs arrive as undefined; here and below, a key that is not given is not there. */
export function withoutUndefined<T extends object>(value: T): Defined<T> {
  return Object.fromEntries(
    Object.entries(value).filter(([, entry]) => entry !== undefined),
  ) as Defined<T>;
}
