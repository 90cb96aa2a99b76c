const mostNamed = 8;

/** A list so long that no run asks them all: of the registries of the world, one or two. */
export function areTooManyToName(hosts: readonly string[]): boolean {
  return hosts.length > mostNamed;
}

/** `a.example, b.example`, or how many, where nobody would read the list. */
export function hostWords(hosts: readonly string[]): string {
  return areTooManyToName(hosts) ? hostCount(hosts) : hosts.join(', ');
}

/** `1 host`, `3 hosts`, `some of 372 hosts`. */
export function hostCount(hosts: readonly string[]): string {
  if (areTooManyToName(hosts)) return `some of ${hosts.length} hosts`;
  return hosts.length === 1 ? '1 host' : `${hosts.length} hosts`;
}
