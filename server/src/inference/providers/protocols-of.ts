import { openaiChat, type Protocol } from '../../protocols/index.ts';
import { isRemoteKind } from '../provider-kinds.ts';
import { HOST_KINDS } from './http/host-kinds.ts';

/** What a provider speaks; calls of clients that speak something else are translated to the first. */
export function protocolsOf(provider: {
  readonly kind: string;
  readonly preset: string | null;
  readonly base_url: string;
  readonly speaks_responses: boolean | null;
}): readonly [Protocol, ...Protocol[]] {
  if (!isRemoteKind(provider.kind)) return [openaiChat];
  return HOST_KINDS[provider.kind].protocols;
}
