import type { LedgerRow } from '../../src-main/contract/ledger.ts';
import { reasonWords } from '../../src-main/contract/not-asked.ts';

/** `214 bytes out, 528 in`, `not reached`, `refused: TLP`: what became of one entry of the ledger. */
export function ledgerWords(
  entry: Pick<LedgerRow, 'kind' | 'verdict' | 'reason' | 'bytesOut' | 'bytesIn'>,
): string {
  const { kind, verdict, reason, bytesOut, bytesIn } = entry;
  if (verdict === 'refused') return `refused: ${reasonWords(reason)}`;
  if (kind === 'link') return 'opened';
  // The same tunnel stands there again, with its bytes, when it is over.
  if (reason === 'opened') return 'tunnel opened';
  // A host that never answered the call was not told.
  if (reason === 'unreachable' && bytesOut === 0) return 'not reached';
  return `${bytesOut} bytes out, ${bytesIn} in`;
}
