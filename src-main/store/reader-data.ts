/** In place of an owner: the writer could not open the file, so there is nothing to read. */
export const nobody = -1;

export type ReaderData = {
  readonly file: string;
  readonly busyTimeoutMs: number;
  /** one number: 0 until the writer has made the file ready, then the id of this process's owner row */
  readonly owner: Int32Array;
};
