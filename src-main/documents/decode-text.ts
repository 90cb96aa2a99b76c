/**
 * In the character set that is named, where it is a known one other than UTF-8. Else UTF-8, UTF-16 with a mark, or
 * Windows-1252, in which every byte means something.
 */
export function decodeText(bytes: Uint8Array, named = ''): string {
  if (named !== '' && !/^(utf-?8|us-ascii)$/i.test(named)) {
    try {
      return new TextDecoder(named).decode(bytes);
    } catch {
      return decodeText(bytes);
    }
  }
  if (bytes[0] === 0xff && bytes[1] === 0xfe) return new TextDecoder('utf-16le').decode(bytes);
  if (bytes[0] === 0xfe && bytes[1] === 0xff) return new TextDecoder('utf-16be').decode(bytes);
  try {
    return new TextDecoder('utf-8', { fatal: true }).decode(bytes);
  } catch {
    return new TextDecoder('windows-1252').decode(bytes);
  }
}

/** As `decodeText`, unless the page names its character set, as older ones in Asia and the East of Europe do. */
export function decodeHtml(bytes: Uint8Array): string {
  const text = decodeText(bytes);
  const named = /<meta[^>]{0,200}charset\s*=\s*["']?([\w-]{1,40})/i.exec(text.slice(0, 2048))?.[1];
  if (named === undefined || isUnicode(bytes, named)) return text;
  try {
    return new TextDecoder(named).decode(bytes);
  } catch {
    return text;
  }
}

function isUnicode(bytes: Uint8Array, label: string): boolean {
  return bytes[0] === 0xff || bytes[0] === 0xfe || /^(utf-?8|utf-?16|unicode)/i.test(label);
}
