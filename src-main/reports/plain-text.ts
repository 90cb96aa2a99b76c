import type { Cell } from '../contract/report.ts';

/** A cell or an item as one line: a label with the value it stands for, parts side by side. */
export function plainText(cell: Cell): string {
  if (cell === null) return '';
  if (typeof cell !== 'object') return String(cell);
  const value = Array.isArray(cell.value)
    ? cell.value.map(plainText).join(', ')
    : plainText(cell.value);
  return cell.label === undefined || cell.label === value ? value : `${cell.label}: ${value}`;
}
