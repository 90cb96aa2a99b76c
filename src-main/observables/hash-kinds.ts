export interface HashKind {
  readonly type: string;
  readonly why: string;
}

/** Hashes and fingerprints by the number of their hex digits. */
export const hashKinds: ReadonlyMap<number, HashKind> = new Map(
  (
    [
      [32, 'md5'],
      [40, 'sha1'],
      [62, 'jarm'],
      [64, 'sha256'],
      [128, 'sha512'],
    ] as const
  ).map(([length, type]) => [length, { type, why: `${length} hex digits` }]),
);
