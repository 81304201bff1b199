import { networkInterfaces } from 'node:os';
import { type AddressKind, addressKind } from '../../lib/address-kind.ts';
import type { ProviderEntity } from '../entities.ts';

/**
 * Which addresses a provider may be reached at: `public` ones only; those of private networks and of this machine's own
 * interfaces too (whatever listens there can be reached from the network anyway); or `any`, which holds loopback and the
 * clouds' metadata services.
 */
export type OutboundReach = 'public' | 'private' | 'any';

/** By who set its base URL, and when; `allowPrivate` is the operator's option for what members set. */
export function reachOf(
  provider: Pick<ProviderEntity, 'operator_managed' | 'address_exempt'>,
  allowPrivate: boolean,
): OutboundReach {
  if (provider.operator_managed) return 'any';
  return allowPrivate || provider.address_exempt ? 'private' : 'public';
}

/** What may not be called, in words: what it is and what to do. */
export interface Refusal {
  readonly what: string;
  readonly next: string;
}

const WHAT: Readonly<Record<Exclude<AddressKind, 'public'>, string>> = {
  private: 'an address of a private network',
  own: 'an address of this machine',
  loopback: 'an address of this machine',
  link_local: 'a link-local address',
  metadata: "the address of a cloud's metadata service",
  tunnel: 'an address that leads to another one (6to4, Teredo)',
  reserved: 'an address that no host has',
};

/** Whether an address lies outside of a reach; null: it may be called. */
export function refusalOf(address: string, reach: OutboundReach): Refusal | null {
  if (reach === 'any') return null;
  const kind = addressKind(address, ownAddresses());
  if (kind === 'public') return null;
  const ofNetwork = kind === 'private' || kind === 'own';
  if (ofNetwork && reach === 'private') return null;
  return {
    what: WHAT[kind],
    next: ofNetwork
      ? 'An owner may set it; or have the operator allow it to everybody with --allow-private-providers (SIGNALBOX_ALLOW_PRIVATE_PROVIDERS=true).'
      : 'Only an owner or the environment may set such an address; give the provider one that others reach it at.',
  };
}

/** Asked for each time: interfaces come and go. */
function* ownAddresses(): Iterable<string> {
  for (const addresses of Object.values(networkInterfaces()))
    for (const { address } of addresses ?? []) yield address;
}
