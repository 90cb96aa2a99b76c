/** Observable types by the colour that they share. */
export type FindGroup = 'address' | 'name' | 'mail' | 'digest' | 'other';

const groups: { readonly [type: string]: FindGroup } = {
  ipv4: 'address',
  ipv6: 'address',
  cidr: 'address',
  mac: 'address',
  domain: 'name',
  nsrecord: 'name',
  url: 'name',
  email: 'mail',
  'message-id': 'mail',
  md5: 'digest',
  sha1: 'digest',
  sha256: 'digest',
  sha512: 'digest',
  jarm: 'digest',
};

export function findGroup(type: string): FindGroup {
  return (Object.hasOwn(groups, type) ? groups[type] : undefined) ?? 'other';
}
