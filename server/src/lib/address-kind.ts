import { BlockList, isIP } from 'node:net';

/**
 * What stands behind an IP address, for deciding who may have this machine connect to it.
 * `own`: of one of this machine's interfaces. `tunnel`: 6to4 and Teredo, which lead to an IPv4 address of the writer's choice.
 */
export type AddressKind =
  | 'public'
  | 'private'
  | 'own'
  | 'loopback'
  | 'link_local'
  | 'metadata'
  | 'tunnel'
  | 'reserved';

type Rule = readonly [kind: AddressKind, network: string, prefix: number];

/** The first that holds the address wins; what none holds is public. */
const RULES: readonly Rule[] = [
  ['metadata', '169.254.169.254', 32],
  ['metadata', '168.63.129.16', 32], // Azure: the host's agent
  ['metadata', '100.100.100.200', 32], // Alibaba Cloud
  ['metadata', '192.0.0.192', 32], // Oracle Cloud
  ['loopback', '127.0.0.0', 8],
  ['loopback', '0.0.0.0', 8], // Linux connects to itself
  ['link_local', '169.254.0.0', 16],
  ['private', '10.0.0.0', 8],
  ['private', '172.16.0.0', 12],
  ['private', '192.168.0.0', 16],
  ['private', '100.64.0.0', 10], // carrier-grade NAT (RFC 6598), and many overlay networks
  ['private', '198.18.0.0', 15], // benchmarks (RFC 2544)
  ['reserved', '192.0.0.0', 24],
  ['reserved', '224.0.0.0', 4], // multicast
  ['reserved', '240.0.0.0', 4],
  ['metadata', 'fd00:ec2::', 32], // AWS
  ['metadata', 'fd20:ce::254', 128], // Google Cloud
  ['loopback', '::', 128],
  ['loopback', '::1', 128],
  ['link_local', 'fe80::', 10],
  ['private', 'fc00::', 7],
  ['private', 'fec0::', 10], // site-local, deprecated
  ['private', '64:ff9b:1::', 48], // NAT64 of a network's own (RFC 8215)
  ['tunnel', '2002::', 16], // 6to4 (RFC 3056)
  ['tunnel', '2001::', 32], // Teredo (RFC 4380)
  ['reserved', 'ff00::', 8], // multicast
];

const LISTS = RULES.map(([kind, network, prefix]) => {
  const family = isIP(network) === 4 ? ('ipv4' as const) : ('ipv6' as const);
  const list = new BlockList();
  list.addSubnet(network, prefix, family);
  return { kind, family, list };
});

/** IPv6 prefixes of 96 bits behind which an IPv4 address stands that is the one really reached. */
const AROUND_IPV4: readonly string[] = [
  '0:0:0:0:0:ffff', // mapped (RFC 4291)
  '0:0:0:0:ffff:0', // translated (RFC 2765)
  '0:0:0:0:0:0', // compatible, deprecated
  '64:ff9b:0:0:0:0', // NAT64 (RFC 6052)
];

/**
 * The kind of an address in any spelling, with or without a zone. `own` are this machine's own addresses. What is no IP address
 * is `reserved`.
 */
export function addressKind(address: string, own: Iterable<string> = []): AddressKind {
  const bare = address.split('%')[0] ?? '';
  const family = isIP(bare);
  if (family === 0) return 'reserved';
  if (family === 6) {
    const inside = embeddedIpv4(bare);
    if (inside !== null) return addressKind(inside, own);
  }
  const kind = kindByRules(bare, family === 4 ? 'ipv4' : 'ipv6');
  if (kind !== 'public' && kind !== 'private') return kind;
  return isOneOf(bare, family, own) ? 'own' : kind;
}

function kindByRules(address: string, family: 'ipv4' | 'ipv6'): AddressKind {
  return (
    LISTS.find((rule) => rule.family === family && rule.list.check(address, family))?.kind ??
    'public'
  );
}

function isOneOf(address: string, family: number, own: Iterable<string>): boolean {
  const wanted = family === 4 ? address : groupsOf(address).join(':');
  for (const entry of own) {
    const bare = entry.split('%')[0] ?? '';
    if (isIP(bare) !== family) continue;
    if ((family === 4 ? bare : groupsOf(bare).join(':')) === wanted) return true;
  }
  return false;
}

/** Null: it is no form that carries one. `::` and `::1` are addresses of their own. */
function embeddedIpv4(address: string): string | null {
  const groups = groupsOf(address);
  const prefix = groups.slice(0, 6).join(':');
  if (!AROUND_IPV4.includes(prefix)) return null;
  const [high = 0, low = 0] = groups.slice(6).map((group) => Number.parseInt(group, 16));
  if (prefix === '0:0:0:0:0:0' && high === 0 && low <= 1) return null;
  return `${high >> 8}.${high & 255}.${low >> 8}.${low & 255}`;
}

/** The eight groups of an IPv6 address, in hexadecimal without leading zeros. */
function groupsOf(address: string): readonly string[] {
  // The URL parser writes every spelling in one form, with `::` for the longest run of zeros.
  const canonical = new URL(`http://[${address}]`).hostname.slice(1, -1);
  const [head = '', tail] = canonical.split('::');
  const before = head === '' ? [] : head.split(':');
  if (tail === undefined) return before;
  const after = tail === '' ? [] : tail.split(':');
  return [...before, ...Array<string>(8 - before.length - after.length).fill('0'), ...after];
}
