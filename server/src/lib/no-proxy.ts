import { BlockList, isIP } from 'node:net';

/**
 * Whether a URL is reached without a proxy under a NO_PROXY list, as curl and Go read it: entries by comma or space; a name
 * covers itself and all names below it (a leading `.` or `*.` changes nothing), an address itself, `10.0.0.0/8` a network,
 * `*` everything; `:port` after one narrows it. This machine by loopback address or as localhost is never behind a proxy.
 */
export function bypassesProxy(url: URL, noProxy: string): boolean {
  const host = bare(url.hostname);
  const port = url.port || (url.protocol === 'https:' ? '443' : '80');
  return isThisMachine(host) || noProxy.split(/[,\s]+/).some((entry) => covers(entry, host, port));
}

function covers(entry: string, host: string, port: string): boolean {
  if (entry === '') return false;
  const [, pattern = '', wantedPort] = splitPort(entry);
  if (wantedPort !== undefined && wantedPort !== port) return false;
  if (pattern === '*') return true;
  const [network = '', prefix] = pattern.split('/');
  if (prefix !== undefined) return isIn(host, network, Number(prefix));
  if (isIP(pattern) !== 0) return isIn(host, pattern, isIP(pattern) === 4 ? 32 : 128);
  const name = bare(pattern.replace(/^\*?\./, ''));
  return name !== '' && (host === name || host.endsWith(`.${name}`));
}

/** `[::1]:443`, `host:443`, `[::1]`, `::1` or `host`: whole, host and port. */
function splitPort(entry: string): readonly (string | undefined)[] {
  return (
    /^\[(.+)\](?::(\d+))?$/.exec(entry) ??
    /^([^:]+):(\d+)$/.exec(entry) ?? [entry, entry, undefined]
  );
}

function isThisMachine(host: string): boolean {
  return (
    host === 'localhost' ||
    host.endsWith('.localhost') ||
    isIn(host, '127.0.0.0', 8) ||
    isIn(host, '::1', 128)
  );
}

function isIn(host: string, network: string, prefix: number): boolean {
  const family = isIP(network);
  if (family === 0 || isIP(host) !== family) return false;
  if (!Number.isInteger(prefix) || prefix < 0 || prefix > (family === 4 ? 32 : 128)) return false;
  const list = new BlockList();
  const name = family === 4 ? 'ipv4' : 'ipv6';
  list.addSubnet(network, prefix, name);
  return list.check(host, name);
}

/** Lower case, without the brackets of an IPv6 address and without the dot that ends a full name. */
function bare(host: string): string {
  return host
    .toLowerCase()
    .replace(/^\[|\]$/g, '')
    .replace(/(.)\.$/, '$1');
}
