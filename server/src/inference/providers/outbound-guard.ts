import { type LookupAddress, type LookupAllOptions, lookup } from 'node:dns';
import { BlockList, isIP, type LookupFunction } from 'node:net';
import { SignalboxError } from '../../platform/errors/index.ts';

/** Loopback, link-local (which holds the clouds' metadata address) and the metadata addresses outside of it. */
function forbiddenAddresses(): BlockList {
  const list = new BlockList();
  list.addSubnet('0.0.0.0', 8, 'ipv4');
  list.addSubnet('127.0.0.0', 8, 'ipv4');
  list.addSubnet('169.254.0.0', 16, 'ipv4');
  list.addAddress('100.100.100.200', 'ipv4'); // Alibaba Cloud
  list.addAddress('192.0.0.192', 'ipv4'); // Oracle Cloud
  list.addAddress('::', 'ipv6');
  list.addAddress('::1', 'ipv6');
  list.addSubnet('fe80::', 10, 'ipv6');
  list.addAddress('fd00:ec2::254', 'ipv6'); // AWS
  list.addAddress('fd20:ce::254', 'ipv6'); // Google Cloud
  return list;
}

/**
 * Which addresses a provider may be reached at that a project's member set: anything but this machine and the clouds'
 * metadata services (ARCHITECTURE section 7). Checked on the address that is connected to, after resolution, so that
 * neither a name that resolves there nor one that changes its mind between check and use gets through.
 */
export class OutboundGuard {
  readonly #forbidden = forbiddenAddresses();
  readonly #provider: string;

  constructor(provider: string) {
    this.#provider = provider;
  }

  /** Throws `upstream_unreachable` if the host of a base URL is itself a forbidden address; names are checked when resolved. */
  checkHost(host: string): void {
    const bare = host.replace(/^\[|\]$/g, '');
    if (isIP(bare) !== 0 && this.#isForbidden(bare)) throw this.#refusal(bare);
  }

  /**
   * Rejects with `upstream_unreachable` if the host is, or resolves here to, a forbidden address, or does not resolve here:
   * for a proxy, which is handed the name and resolves it again.
   */
  async check(host: string): Promise<void> {
    this.checkHost(host);
    const bare = host.replace(/^\[|\]$/g, '');
    await new Promise<void>((resolve, reject) =>
      this.lookup(bare, { all: true }, (error) => (error === null ? resolve() : reject(error))),
    );
  }

  /** For `net.connect` and `tls.connect`: resolves as usual, fails if any address is forbidden. */
  readonly lookup: LookupFunction = (hostname, options, callback) => {
    const all: LookupAllOptions = { ...options, all: true };
    lookup(hostname, all, (error, addresses: LookupAddress[]) => {
      if (error !== null) {
        callback(error, '', 0);
        return;
      }
      const bad = addresses.find(({ address }) => this.#isForbidden(address));
      const first = addresses[0];
      if (bad !== undefined || first === undefined) {
        callback(this.#refusal(bad?.address ?? hostname), '', 0);
      } else if (options.all === true) {
        callback(null, addresses);
      } else {
        callback(null, first.address, first.family);
      }
    });
  };

  #isForbidden(address: string): boolean {
    const bare = address.split('%')[0] ?? address;
    if (isIP(bare) === 4) return this.#forbidden.check(bare, 'ipv4');
    // Forms of IPv6 that carry an IPv4 address: mapped (RFC 4291) by BlockList itself, NAT64 (RFC 6052) here.
    const embedded = embeddedIpv4(bare);
    return (
      this.#forbidden.check(bare, 'ipv6') ||
      (embedded !== null && this.#forbidden.check(embedded, 'ipv4'))
    );
  }

  #refusal(address: string): SignalboxError {
    return new SignalboxError(
      'upstream_unreachable',
      `the provider "${this.#provider}" points to ${address}, an address of this machine or of its cloud's metadata service`,
      'Only the operator may set such an address, by environment or file; give the provider a public or network address.',
    );
  }
}

/** The IPv4 address in the last 32 bits of `64:ff9b::/96` and of the deprecated `::/96`; null for any other address. */
function embeddedIpv4(address: string): string | null {
  // The URL parser writes every IPv6 address in its canonical hexadecimal form.
  const canonical = new URL(`http://[${address}]`).hostname.slice(1, -1);
  const match = /^(?:64:ff9b)?::([0-9a-f]{1,4}):([0-9a-f]{1,4})$/.exec(canonical);
  if (match === null) return null;
  const high = Number.parseInt(match[1] ?? '0', 16);
  const low = Number.parseInt(match[2] ?? '0', 16);
  return `${high >> 8}.${high & 255}.${low >> 8}.${low & 255}`;
}
