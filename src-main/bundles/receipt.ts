import { randomUUID } from 'node:crypto';
import { readFile, rename, writeFile } from 'node:fs/promises';
import path from 'node:path';
import * as z from 'zod';

/**
 * What was installed, written beside the version folders: a version runs only while its content still has the
 * hash that it had when it was reviewed.
 */
const receiptSchema = z.strictObject({
  current: z.string(),
  versions: z.array(z.strictObject({ version: z.string(), hash: z.string() })),
});
export type Receipt = z.infer<typeof receiptSchema>;

const receiptFile = 'install.json';

/** null: there is none, or it cannot be read as one. */
export async function readReceipt(folder: string): Promise<Receipt | null> {
  try {
    const text = await readFile(path.join(folder, receiptFile), 'utf8');
    return receiptSchema.safeParse(JSON.parse(text)).data ?? null;
  } catch {
    return null;
  }
}

/** Replaces the receipt in one step, so that no half of one is ever read. */
export async function writeReceipt(folder: string, receipt: Receipt): Promise<void> {
  const draft = path.join(folder, `.${receiptFile}.${randomUUID()}`);
  await writeFile(draft, `${JSON.stringify(receipt, null, 2)}\n`);
  await rename(draft, path.join(folder, receiptFile));
}
