import * as z from 'zod';
import { type FailureCode, failureCodes } from '../contract/failure.ts';
import type { ParsedKind } from './kind.ts';
import { documentTextLimit } from './page.ts';

/** On descriptor 3: this as one line of JSON, and after it the bytes of the file to the end. */
export type ReadOrder = { readonly kind: ParsedKind; readonly name: string };

const codes = Object.keys(failureCodes) as FailureCode[];

/** On descriptor 4: one JSON document, from a process that a hostile file may have taken over. */
export const readAnswerSchema = z.union([
  z.strictObject({
    text: z.string().max(documentTextLimit),
    notes: z.array(z.string().max(500)).max(10),
  }),
  z.strictObject({ failure: z.enum(codes), sentence: z.string().max(500) }),
]);
export type ReadAnswer = z.infer<typeof readAnswerSchema>;

/** The largest answer in bytes: a text of three-byte characters, escaped. */
export const largestAnswer = documentTextLimit * 4;
