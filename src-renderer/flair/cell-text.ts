import type { Cell, Item, Scalar } from '../../src-main/contract/report.ts';

/** A cell as plain words. */
export function cellText(cell: Cell | undefined): string {
  if (cell === undefined || cell === null) return '';
  if (typeof cell !== 'object') return String(cell);
  return cell.label ?? valueText(cell.value);
}

function valueText(value: Scalar | Item[]): string {
  if (Array.isArray(value)) return value.map(cellText).join(' ');
  return value === null ? '' : String(value);
}
