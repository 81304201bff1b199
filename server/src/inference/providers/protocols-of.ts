import { openaiChat, openaiResponses, type Protocol } from '../../protocols/index.ts';
import { presetOf } from '../presets/index.ts';
import { isRemoteKind, providerKind } from '../provider-kinds.ts';
import { isDated } from './http/azure-path.ts';
import { HOST_KINDS } from './http/host-kinds.ts';

/** What of a provider says what it speaks. */
interface Speaker {
  readonly kind: string;
  readonly preset: string | null;
  readonly base_url: string;
  readonly api_version: string | null;
  readonly speaks_responses: boolean | null;
}

/** What a provider speaks; calls of clients that speak something else are translated to the first that loses nothing. */
export function protocolsOf(provider: Speaker): readonly [Protocol, ...Protocol[]] {
  const { kind } = provider;
  if (!isRemoteKind(kind)) return [openaiChat];
  const { protocols } = HOST_KINDS[kind];
  if (!hasResponses(provider)) return protocols;
  return isOfItsPublisher(provider)
    ? [openaiResponses, ...protocols]
    : [...protocols, openaiResponses];
}

function hasResponses(provider: Speaker): boolean {
  if (!providerKind(provider.kind).settings.includes('responses')) return false;
  const known = presetOf(provider)?.quirks.responses === true;
  // Most versions of Azure's older form have none.
  return provider.speaks_responses ?? (known && !isDated(provider.api_version));
}

/**
 * There it carries more of what others have than chat does: what was thought, and images in the results of tools. Elsewhere chat
 * is what hosts know best.
 */
function isOfItsPublisher(provider: Speaker): boolean {
  const id = presetOf(provider)?.id;
  return id === 'openai' || id === 'azure';
}
