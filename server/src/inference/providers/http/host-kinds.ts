import { aiSdk, anthropic, gemini, openaiChat, type Protocol } from '../../../protocols/index.ts';
import type { RemoteKindName } from '../../provider-kinds.ts';
import type { UpstreamCall } from '../provider.ts';
import { azurePath } from './azure-path.ts';
import {
  ANTHROPIC_MODELS,
  COHERE_MODELS,
  GEMINI_MODELS,
  type ModelListing,
  OPENAI_MODELS,
} from './model-listings.ts';

/** How the hosts of a kind are called over HTTP. */
export interface HostKind {
  /** The first is what other protocols are translated to. */
  readonly protocols: readonly [Protocol, ...Protocol[]];
  /** The header that a credential goes out in, and what stands before it there; null: calls are signed with it. */
  readonly credential: { readonly header: string; readonly prefix: string } | null;
  /** Go out where neither the client nor the provider's own headers have one of the name. */
  readonly defaults: Readonly<Record<string, string>>;
  /** Where the host takes a call, below its base URL; null: where the protocol says. */
  readonly pathOf:
    | ((call: Pick<UpstreamCall, 'path' | 'model'>, apiVersion: string | null) => string)
    | null;
  /** Null: it names none, or others than may be called. */
  readonly models: ModelListing | null;
}

export const HOST_KINDS: Readonly<Record<RemoteKindName, HostKind>> = {
  openai: {
    protocols: [openaiChat],
    credential: { header: 'authorization', prefix: 'Bearer ' },
    defaults: {},
    pathOf: null,
    models: OPENAI_MODELS,
  },
  azure: {
    protocols: [openaiChat],
    credential: { header: 'api-key', prefix: '' },
    defaults: {},
    pathOf: azurePath,
    // It lists the models that could be deployed; the deployments, which are what is called, are told on its management plane alone.
    models: null,
  },
  anthropic: {
    protocols: [anthropic],
    credential: { header: 'x-api-key', prefix: '' },
    // Needed in every call, and the only one there is; what it means for a body is said by `anthropic-beta`.
    defaults: { 'anthropic-version': '2023-06-01' },
    pathOf: null,
    models: ANTHROPIC_MODELS,
  },
  gemini: {
    protocols: [gemini],
    credential: { header: 'x-goog-api-key', prefix: '' },
    defaults: {},
    pathOf: null,
    models: GEMINI_MODELS,
  },
  vertex: {
    protocols: [gemini],
    credential: { header: 'x-goog-api-key', prefix: '' },
    defaults: {},
    // Its base URL has the version, the project and the publisher of the models.
    pathOf: ({ path }) => path.replace(/^\/v1beta/, ''),
    // It lists what Google publishes, whether the project may call it or not, and not by this API.
    models: null,
  },
  cohere: {
    protocols: [aiSdk],
    credential: { header: 'authorization', prefix: 'Bearer ' },
    defaults: {},
    pathOf: null,
    models: COHERE_MODELS,
  },
  bedrock: {
    protocols: [aiSdk],
    credential: null,
    defaults: {},
    pathOf: null,
    // Another host tells them, those included that nobody has asked for access to.
    models: null,
  },
};
