/**
 * How values look on the screen and on their way into tickets: never clickable by accident. The store, the
 * copies meant for tools and everything sent to the host stay canonical.
 */

function dotsBracketed(text: string): string {
  return text.replaceAll('.', '[.]');
}

/** `https://user@a.example:8080/x.html` becomes `hxxps://user@a[.]example:8080/x.html`: the path stays readable. */
export function defangAddress(address: string): string {
  const parts = /^([a-z][a-z0-9+.-]*:)(\/\/)?([^/?#]*)(.*)$/is.exec(address);
  if (parts === null) return dotsBracketed(address);
  const [, scheme = '', slashes = '', host = '', rest = ''] = parts;
  const harmlessScheme = scheme.replace(/^http/i, 'hxxp').replace(/^ftp/i, 'fxp');
  // Without `//` (mailto:, javascript:) the colon is what makes it an address.
  const separator = slashes === '' ? `${harmlessScheme.slice(0, -1)}[:]` : `${harmlessScheme}//`;
  return separator + dotsBracketed(host) + rest;
}

/** The display form of a canonical value. Types without a clickable form come back as they are. */
export function defang(type: string, value: string): string {
  switch (type) {
    case 'ipv4':
    case 'domain':
    case 'nsrecord':
      return dotsBracketed(value);
    case 'cidr':
      return value.includes(':') ? value : dotsBracketed(value);
    case 'url':
      return defangAddress(value);
    case 'email': {
      const at = value.lastIndexOf('@');
      return value.slice(0, at + 1) + dotsBracketed(value.slice(at + 1));
    }
    default:
      return value;
  }
}
