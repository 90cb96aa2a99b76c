const mostNamed = 8;

/** `a.example, b.example`: of a long list the first ones, and how many more there are. */
export function hostWords(hosts: readonly string[]): string {
  const named = hosts.slice(0, mostNamed).join(', ');
  return hosts.length <= mostNamed ? named : `${named} and ${hosts.length - mostNamed} more`;
}
