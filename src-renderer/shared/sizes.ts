const units = ['kB', 'MB', 'GB', 'TB'] as const;

/** `0 kB`, `340 kB`, `2.1 MB`, `12 GB`: in thousands, as disks are sold. */
export function sizeWords(bytes: number): string {
  let size = bytes / 1000;
  let unit: (typeof units)[number] = units[0];
  for (const next of units.slice(1)) {
    if (size < 999.5) break;
    size /= 1000;
    unit = next;
  }
  return `${size < 9.95 && unit !== 'kB' ? size.toFixed(1) : Math.round(size)} ${unit}`;
}
