import type { FailureCode } from '../contract/failure.ts';

/** What goes between the host and a worker of the store: calls one way, answers (and one event) the other. */
export type Call = {
  readonly id: number;
  readonly method: string;
  readonly args: readonly unknown[];
  /** the host's time, for what is stored with it: workers have no clock of their own */
  readonly now: string;
};

export type Answer =
  | { readonly kind: 'ready'; readonly value: unknown }
  | { readonly kind: 'refused'; readonly error: ThrownError }
  | { readonly kind: 'value'; readonly id: number; readonly value: unknown }
  | { readonly kind: 'error'; readonly id: number; readonly error: ThrownError }
  | { readonly kind: 'foreign-change' };

/** `code` is null for a bug of ours. */
export type ThrownError = {
  readonly code: FailureCode | null;
  readonly message: string;
  readonly stack: string;
};

/** The same methods without the promises: what the thread beside the database implements. */
export type Synchronous<T> = {
  readonly [name in keyof T]: T[name] extends (...args: infer Arguments) => Promise<infer Result>
    ? (...args: Arguments) => Result
    : never;
};

export type Methods = Readonly<Record<string, (...args: never[]) => unknown>>;
