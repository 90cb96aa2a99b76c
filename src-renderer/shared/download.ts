const types = {
  jsonl: 'application/jsonl',
  csv: 'text/csv',
  markdown: 'text/markdown',
  json: 'application/json',
} as const;

/** Hands a text to the browser as a file; nothing leaves the machine. */
export function download(
  name: string,
  text: string | readonly string[],
  format: keyof typeof types,
): void {
  const address = URL.createObjectURL(
    new Blob(typeof text === 'string' ? [text] : [...text], {
      type: `${types[format]};charset=utf-8`,
    }),
  );
  const link = document.createElement('a');
  link.href = address;
  link.download = name;
  link.click();
  setTimeout(() => URL.revokeObjectURL(address), 10_000);
}
