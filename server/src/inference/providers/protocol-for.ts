import type { Protocol } from '../../protocols/index.ts';
import type { Provider } from './provider.ts';

/** In which protocol a provider is spoken with: the client's own where it speaks that, so that bytes pass; else its first. */
export function protocolFor(
  { protocols }: Pick<Provider, 'protocols'>,
  client: Protocol,
): Protocol {
  return protocols.includes(client) ? client : protocols[0];
}
