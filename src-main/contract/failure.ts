/**
 * Expected failures. The code is for programs, the sentence for the analyst: it says what to do.
 * Nothing internal (paths of the program, stacks, secrets) belongs in it.
 */
export const failureCodes = {
  BAD_INPUT: 400,
  NOT_FOUND: 404,
  /** what was asked about has changed meanwhile: to be asked about anew */
  OUTDATED: 409,
  REFUSED: 403,
  TOO_LARGE: 413,
  STORE_CORRUPT: 500,
  STORE_LOCKED: 503,
  STORE_READ_ONLY: 503,
  STORE_TOO_NEW: 503,
  STORE_FULL: 507,
  STORE_NETWORK_FOLDER: 503,
  BUNDLE_INVALID: 422,
  VAULT_LOCKED: 423,
  /** it makes something weaker: to be asked again once a person has agreed */
  NEEDS_CONSENT: 409,
  UNAVAILABLE: 503,
} as const;
export type FailureCode = keyof typeof failureCodes;

export class Failure extends Error {
  override readonly name = 'Failure';
  readonly code: FailureCode;

  constructor(code: FailureCode, sentence: string, options?: { cause?: unknown }) {
    super(sentence, options);
    this.code = code;
  }
}
