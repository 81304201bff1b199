import { type LookupAddress, type LookupAllOptions, lookup } from 'node:dns';
import { isIP, type LookupFunction } from 'node:net';
import { SignalboxError } from '../../platform/errors/index.ts';
import { type OutboundReach, type Refusal, refusalOf } from './outbound-reach.ts';

/** All addresses of a name, as `dns.lookup` gives them. */
type Resolve = (
  hostname: string,
  options: LookupAllOptions,
  callback: (error: NodeJS.ErrnoException | null, addresses: LookupAddress[]) => void,
) => void;

/**
 * Keeps the connections to a provider within its reach (ARCHITECTURE section 7). Checked on the address that is connected to,
 * after resolution, so that neither a name that resolves elsewhere nor one that changes its mind between check and use gets
 * through.
 */
export class OutboundGuard {
  readonly #provider: string;
  readonly #reach: OutboundReach;
  readonly #resolve: Resolve;

  /** `resolve` replaces the system's resolver in tests. */
  constructor(provider: string, reach: OutboundReach, resolve: Resolve = lookup) {
    this.#provider = provider;
    this.#reach = reach;
    this.#resolve = resolve;
  }

  /** Throws `upstream_unreachable` if the host of a base URL is itself an address out of reach; names are checked when resolved. */
  checkHost(host: string): void {
    const bare = withoutBrackets(host);
    const refusal = isIP(bare) === 0 ? null : refusalOf(bare, this.#reach);
    if (refusal !== null) throw this.#refused(bare, refusal);
  }

  /**
   * Rejects with `upstream_unreachable` if the host is, or resolves here to, an address out of reach, or does not resolve here:
   * for a proxy, which is handed the name and resolves it again.
   */
  async check(host: string): Promise<void> {
    this.checkHost(host);
    await new Promise<void>((resolve, reject) =>
      this.lookup(withoutBrackets(host), { all: true }, (error) =>
        error === null ? resolve() : reject(error),
      ),
    );
  }

  /** For `net.connect` and `tls.connect`: resolves as usual, fails if any address is out of reach. */
  readonly lookup: LookupFunction = (hostname, options, callback) => {
    const all: LookupAllOptions = { ...options, all: true };
    this.#resolve(hostname, all, (error, addresses) => {
      if (error !== null) {
        callback(error, '', 0);
        return;
      }
      for (const { address } of addresses) {
        const refusal = refusalOf(address, this.#reach);
        if (refusal === null) continue;
        callback(this.#refused(hostname, refusal), '', 0);
        return;
      }
      const first = addresses[0];
      if (first === undefined) callback(new Error('no address'), '', 0);
      else if (options.all === true) callback(null, addresses);
      else callback(null, first.address, first.family);
    });
  };

  /** Names the host as it was set, and no address that a name has: what names stand for inside is not told to members. */
  #refused(host: string, { what, next }: Refusal): SignalboxError {
    return new SignalboxError(
      'upstream_unreachable',
      `the provider "${this.#provider}" points to ${host}, ${what}`,
      next,
    );
  }
}

function withoutBrackets(host: string): string {
  return host.replace(/^\[|\]$/g, '');
}
