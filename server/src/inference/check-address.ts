import { isIP } from 'node:net';
import { SignalboxError } from '../platform/errors/index.ts';
import type { InferenceContext } from './context.ts';
import { refusalOf } from './providers/outbound-reach.ts';

/**
 * Throws `request_invalid` where a base URL that a member sets leads out of their reach. A name that does not resolve here and
 * now passes: gateways look at what they connect to.
 */
export async function checkAddress(
  { allowPrivateProviders, resolveHost }: InferenceContext,
  baseUrl: string,
): Promise<void> {
  const host = hostOf(baseUrl);
  const addresses = isIP(host) === 0 ? await resolveHost(host) : [host];
  for (const address of addresses ?? []) {
    const refusal = refusalOf(address, allowPrivateProviders ? 'private' : 'public');
    if (refusal === null) continue;
    throw new SignalboxError(
      'request_invalid',
      `body/base_url: ${host} ${isIP(host) === 0 ? 'leads to' : 'is'} ${refusal.what}`,
      refusal.next,
    );
  }
}

/** A name, or an address without brackets in the URL parser's one spelling. */
export function hostOf(baseUrl: string): string {
  return new URL(baseUrl).hostname.replace(/^\[|\]$/g, '');
}
