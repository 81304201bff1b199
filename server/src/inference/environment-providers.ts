import { readFileSync } from 'node:fs';
import {
  type Config,
  OPTIONS,
  type ProviderOption,
  variablesOf,
} from '../platform/config/index.ts';
import { SignalboxError } from '../platform/errors/index.ts';
import { storedBaseUrl } from './base-url.ts';
import { presetNamed } from './presets/index.ts';
import type { ProviderKindName } from './provider-kinds.ts';
import { BaseUrl } from './schema.ts';

/** A provider that the environment configures. */
export interface EnvironmentProvider {
  readonly name: string;
  readonly kind: ProviderKindName;
  /** Null: as the base URL tells. */
  readonly preset: string | null;
  readonly baseUrl: string;
  readonly credential: string | null;
  readonly apiVersion: string | null;
}

/** What is read of the configuration. */
export type ProviderSettings = Partial<Pick<Config, ProviderOption>>;

/** Of each preset that has variables: which options they are. */
interface Variables {
  readonly preset: string;
  readonly credential?: ProviderOption | ((config: ProviderSettings) => string | null);
  readonly baseUrl?: ProviderOption | ((config: ProviderSettings) => string | null);
  readonly apiVersion?: ProviderOption;
}

const VARIABLES: readonly Variables[] = [
  { preset: 'openai', credential: 'openaiApiKey', baseUrl: 'openaiBaseUrl' },
  { preset: 'anthropic', credential: 'anthropicApiKey', baseUrl: 'anthropicBaseUrl' },
  { preset: 'gemini', credential: 'geminiApiKey', baseUrl: 'geminiBaseUrl' },
  {
    preset: 'azure',
    credential: 'azureOpenaiApiKey',
    baseUrl: 'azureOpenaiEndpoint',
    apiVersion: 'azureOpenaiApiVersion',
  },
  { preset: 'vertex', credential: vertexCredential, baseUrl: vertexEndpoint },
  { preset: 'bedrock', credential: awsCredential, baseUrl: awsEndpoint },
  { preset: 'cohere', credential: 'cohereApiKey' },
  { preset: 'mistral', credential: 'mistralApiKey' },
  { preset: 'groq', credential: 'groqApiKey' },
  { preset: 'xai', credential: 'xaiApiKey' },
  { preset: 'deepseek', credential: 'deepseekApiKey' },
  { preset: 'together', credential: 'togetherApiKey' },
  { preset: 'fireworks', credential: 'fireworksApiKey' },
  { preset: 'openrouter', credential: 'openrouterApiKey' },
  { preset: 'perplexity', credential: 'perplexityApiKey' },
  { preset: 'cerebras', credential: 'cerebrasApiKey' },
  { preset: 'ollama', credential: 'ollamaApiKey', baseUrl: 'ollamaBaseUrl' },
  { preset: 'vllm', credential: 'vllmApiKey', baseUrl: 'vllmBaseUrl' },
  { preset: 'llama-cpp', credential: 'llamaApiKey', baseUrl: 'llamaCppBaseUrl' },
  { preset: 'lm-studio', baseUrl: 'lmStudioBaseUrl' },
];

/**
 * The providers whose variables are set, in the order of the presets: those with a credential that have one, and those of the
 * operator's own that have an address. Throws `config_invalid` naming the variable for an address that is none.
 */
export function environmentProviders(config: ProviderSettings): EnvironmentProvider[] {
  return VARIABLES.flatMap((variables): EnvironmentProvider[] => {
    const preset = presetNamed(variables.preset);
    if (preset === null) return [];
    const stated = (from: Variables['credential']): string | null => {
      if (typeof from === 'function') return from(config);
      return from === undefined ? null : (config[from] ?? null);
    };
    const credential = stated(variables.credential);
    const address = stated(variables.baseUrl) ?? preset.baseUrl;
    if (address === null || (preset.credential === 'required' && credential === null)) return [];
    const { id, kind } = preset;
    return [
      {
        name: id,
        kind,
        // Its variable serves for any host of its protocol.
        preset: id === 'openai' ? null : id,
        baseUrl: statedBaseUrl(address, kind, variables.baseUrl),
        credential,
        apiVersion: stated(variables.apiVersion),
      },
    ];
  });
}

/** Throws `config_invalid` for a file that cannot be read, where it is wanted. */
function vertexCredential(config: ProviderSettings): string | null {
  const { vertexApiKey, vertexCredentials, vertexProject } = config;
  if (vertexApiKey) return vertexApiKey;
  if (!vertexProject || !vertexCredentials) return null;
  try {
    return readFileSync(vertexCredentials, 'utf8');
  } catch (error) {
    throw new SignalboxError(
      'config_invalid',
      `the file of GOOGLE_APPLICATION_CREDENTIALS cannot be read (${(error as NodeJS.ErrnoException).code})`,
      'Name a file with the key of a service account, or start without GOOGLE_VERTEX_PROJECT.',
    );
  }
}

function vertexEndpoint({ vertexProject, vertexLocation }: ProviderSettings): string | null {
  if (!vertexProject) return null;
  const location = vertexLocation ?? 'global';
  const host = `${location === 'global' ? '' : `${location}-`}aiplatform.googleapis.com`;
  return `https://${host}/v1/projects/${vertexProject}/locations/${location}/publishers/google`;
}

/** As `bedrock` takes it. */
function awsCredential(config: ProviderSettings): string | null {
  const { awsBearerToken, awsAccessKeyId, awsSecretAccessKey, awsSessionToken } = config;
  if (awsBearerToken) return awsBearerToken;
  if (!awsAccessKeyId || !awsSecretAccessKey) return null;
  const keys = `${awsAccessKeyId}:${awsSecretAccessKey}`;
  return awsSessionToken ? `${keys}:${awsSessionToken}` : keys;
}

/** Those of China have another name at the end. */
function awsEndpoint({ awsRegion }: ProviderSettings): string | null {
  if (!awsRegion) return null;
  const end = awsRegion.startsWith('cn-') ? 'amazonaws.com.cn' : 'amazonaws.com';
  return `https://bedrock-runtime.${awsRegion}.${end}`;
}

function statedBaseUrl(text: string, kind: string, option: Variables['baseUrl']): string {
  const baseUrl = storedBaseUrl(text, kind);
  if (BaseUrl.safeParse(baseUrl).success) return baseUrl;
  const variable = typeof option === 'string' ? variablesOf(OPTIONS[option])[0] : 'a variable';
  throw new SignalboxError(
    'config_invalid',
    `${variable} is not the base URL of a provider`,
    'It takes an http or https URL without query or credentials, like https://api.openai.com/v1.',
  );
}
