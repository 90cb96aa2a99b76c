const mostNamed = 8;

/** `a.example, b.example`; of a long list no run asks them all, and nobody reads it. */
export function hostWords(hosts: readonly string[]): string {
  return hosts.length <= mostNamed ? hosts.join(', ') : `some of ${hosts.length} hosts`;
}
