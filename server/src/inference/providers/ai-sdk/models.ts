import type { EmbeddingModelV4, LanguageModelV4 } from '@ai-sdk/provider';
import { SignalboxError } from '../../../platform/errors/index.ts';

/** The kinds of providers that are reached through a package of the AI SDK. */
export type AiSdkKind = 'bedrock' | 'cohere';

/** What the package of a kind makes of the names of models. */
export interface Models {
  readonly chat: (model: string) => LanguageModelV4;
  readonly embeddings: (model: string) => EmbeddingModelV4;
}

export interface ModelsOptions {
  readonly provider: string;
  readonly baseUrl: string;
  readonly credential: string;
  readonly fetch: Fetch;
}

export type Fetch = (input: unknown, init?: RequestInit) => Promise<Response>;

/**
 * Loads the package of a kind, which nobody needs who has no such provider. Everything it wants to know is given to it: what it is
 * not given it would look for in the environment, where another's secrets may be.
 */
export const LOAD_MODELS: Readonly<Record<AiSdkKind, (options: ModelsOptions) => Promise<Models>>> =
  {
    async cohere({ baseUrl, credential, fetch }) {
      const { createCohere } = await import('@ai-sdk/cohere');
      const cohere = createCohere({ baseURL: `${baseUrl}/v2`, apiKey: credential, fetch });
      return { chat: (model) => cohere(model), embeddings: (model) => cohere.embedding(model) };
    },
    async bedrock({ provider, baseUrl, credential, fetch }) {
      const { createAmazonBedrock } = await import('@ai-sdk/amazon-bedrock');
      const keys = accessKeys(credential);
      const bedrock = createAmazonBedrock({
        baseURL: baseUrl,
        fetch,
        ...(keys === null
          ? { apiKey: credential, region: 'not-used' }
          : {
              // Not left out: then one in the environment would go before them.
              apiKey: '',
              region: regionOf(provider, baseUrl),
              credentialProvider: async () => keys,
            }),
      });
      return { chat: (model) => bedrock(model), embeddings: (model) => bedrock.embedding(model) };
    },
  };

/** Throws `config_invalid` for settings with which no call could be made. */
export function checkModels(
  kind: AiSdkKind,
  { provider, baseUrl, credential }: Omit<ModelsOptions, 'fetch'>,
): void {
  if (kind !== 'bedrock') return;
  if (credential.trim() === '') {
    throw new SignalboxError(
      'config_invalid',
      `the provider "${provider}" has no credential, without which Bedrock takes no call`,
      'Give a key of the Bedrock API, or ACCESS_KEY_ID:SECRET_ACCESS_KEY.',
    );
  }
  if (accessKeys(credential) !== null) regionOf(provider, baseUrl);
}

/** `ACCESS_KEY_ID:SECRET_ACCESS_KEY`, and a session's token behind another colon; null: it is a key of the API. */
function accessKeys(credential: string) {
  const [, accessKeyId, secretAccessKey, sessionToken] =
    /^(A[A-Z0-9]{15,}):([^:]+)(?::(.+))?$/.exec(credential) ?? [];
  if (accessKeyId === undefined || secretAccessKey === undefined) return null;
  return {
    accessKeyId,
    secretAccessKey,
    ...(sessionToken === undefined ? {} : { sessionToken }),
  };
}

/** Calls are signed for a region, which the host's name holds. */
function regionOf(provider: string, baseUrl: string): string {
  const region = /bedrock-runtime(?:-fips)?\.([a-z0-9-]+)\./.exec(new URL(baseUrl).hostname)?.[1];
  if (region !== undefined) return region;
  throw new SignalboxError(
    'config_invalid',
    `the base URL of the provider "${provider}" names no region, for which calls with an access key are signed`,
    'Give an endpoint like https://bedrock-runtime.us-east-1.amazonaws.com, or a key of the Bedrock API in place of the access key.',
  );
}
