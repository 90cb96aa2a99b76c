import type { ItemKind, ResolveType } from '../../sdk/index.ts';

/** One record of an answer, in the parts an analyst reads. */
export type DnsRecord = {
  readonly type: ResolveType;
  readonly value: string;
  readonly kind: ItemKind;
  /** what stands beside the value: a priority, a serial number */
  readonly detail: string;
};

/** Reads one record as the bench writes it: `10 mail.example.com` for MX. */
export function readRecord(type: ResolveType, text: string): DnsRecord {
  switch (type) {
    case 'A':
      return { type, value: text, kind: 'IPv4', detail: '' };
    case 'AAAA':
      return { type, value: text, kind: 'IPv6', detail: '' };
    case 'NS':
      return { type, value: bare(text), kind: 'NSRecord', detail: '' };
    case 'CNAME':
    case 'PTR':
      return { type, value: bare(text), kind: 'Domain', detail: '' };
    case 'MX':
      return readMail(type, text);
    case 'SOA':
      return readAuthority(type, text);
    default:
      return { type, value: text, kind: 'String', detail: '' };
  }
}

function readMail(type: ResolveType, text: string): DnsRecord {
  const [priority = '', host = ''] = text.split(/\s+/);
  // A single dot says that the domain takes no mail (RFC 7505).
  if (host === '.') return { type, value: 'takes no mail', kind: 'String', detail: '' };
  return { type, value: bare(host), kind: 'Domain', detail: `priority ${priority}` };
}

function readAuthority(type: ResolveType, text: string): DnsRecord {
  const [server = '', mailbox = '', serial = ''] = text.split(/\s+/);
  return {
    type,
    value: bare(server),
    kind: 'NSRecord',
    detail: `mailbox ${bare(mailbox)}, serial ${serial}`,
  };
}

/** A name without the dot of the root. */
function bare(name: string): string {
  return name.length > 1 && name.endsWith('.') ? name.slice(0, -1) : name;
}
