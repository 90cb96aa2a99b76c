import { canonicalValue } from './canonical.ts';
import { backslashPathEnd } from './path-end.ts';
import { type Chain, claim, type Scan } from './scan.ts';
import { hives } from './words.ts';

/** `HKLM\Software\…`, `HKLM:\Software\…` as PowerShell writes it; canonical with the hive written out. */
export function readRegistryKey(scan: Scan, chain: Chain): number {
  const { text, units } = scan;
  const { start } = chain;
  // Every hive begins with an H.
  if (((units[start] ?? 0) | 0x20) !== 0x68) return -1;
  if (chain.end - start > 20 || !hives.has(text.slice(start, chain.end).toLowerCase())) return -1;
  const from = text[chain.end] === ':' ? chain.end + 1 : chain.end;
  if (text[from] !== '\\') return -1;
  const end = backslashPathEnd(text, start, from);
  const value = canonicalValue('registry-key', text.slice(start, end));
  if (value === null || end <= from + 1) return -1;
  claim(scan, { type: 'registry-key', value, start, end, why: 'a path below a registry hive' });
  return end;
}
