import { SANDBOX_MODELS } from './providers/sandbox/options.ts';

/** What is true of every provider of a kind. Whatever asks about a kind asks here, and never for its name. */
export interface ProviderKind {
  /** On a host of its own, with a base URL, a credential, headers and an account that people set; else part of this installation. */
  readonly remote: boolean;
  /**
   * `public_table`: what the public price table says of it holds (prices, context windows), and a price that is not found is
   * unknown. `self_hosted`: it costs nothing a token unless an own price says otherwise.
   */
  readonly billing: 'public_table' | 'self_hosted';
  /** Whose prices hold by the public table's id, where a provider's address is none that it knows; null: its name may tell. */
  readonly pricedAs: string | null;
  /** A model's name is one that its owner chose for a deployment; which model that is, only its answers say. */
  readonly namesDeployments: boolean;
  /** The host itself says which models it has: where no list of them is stored, any name is passed on to it. */
  readonly listsModels: boolean;
  /** A name without the provider's before it may mean a model of it. */
  readonly answersBareNames: boolean;
  /** It may have OpenAI's files (`/v1/files`). */
  readonly keepsFiles: boolean;
  /** `stored`: those of the provider's list; `engine`: those of the engine too; else these and no others. */
  readonly models: 'stored' | 'engine' | readonly string[];
  /** What it is told to do may follow a model's name: `echo?latency_ms=50`. */
  readonly optionsInName: boolean;
  /**
   * What can be set of its hosts that others do not have: OpenAI's headers that say who is billed, an `api-version`, and whether
   * they have OpenAI's Responses beside what they speak.
   */
  readonly settings: readonly ('account' | 'api_version' | 'responses')[];
}

const ON_A_HOST = {
  remote: true,
  billing: 'public_table',
  listsModels: true,
  answersBareNames: true,
  models: 'stored',
  keepsFiles: false,
  optionsInName: false,
} as const;

export const PROVIDER_KINDS = {
  /** Any host that speaks OpenAI's protocol. */
  openai: {
    ...ON_A_HOST,
    pricedAs: null,
    namesDeployments: false,
    keepsFiles: true,
    settings: ['account', 'responses'],
  },
  azure: {
    ...ON_A_HOST,
    pricedAs: 'azure',
    namesDeployments: true,
    keepsFiles: true,
    settings: ['api_version', 'responses'],
  },
  anthropic: { ...ON_A_HOST, pricedAs: 'anthropic', namesDeployments: false, settings: [] },
  gemini: { ...ON_A_HOST, pricedAs: 'google', namesDeployments: false, settings: [] },
  vertex: { ...ON_A_HOST, pricedAs: 'google', namesDeployments: false, settings: [] },
  // These two by packages of the AI SDK.
  cohere: { ...ON_A_HOST, pricedAs: 'cohere', namesDeployments: false, settings: [] },
  bedrock: { ...ON_A_HOST, pricedAs: 'aws', namesDeployments: false, settings: [] },
  local: {
    remote: false,
    billing: 'self_hosted',
    pricedAs: null,
    namesDeployments: false,
    listsModels: false,
    answersBareNames: true,
    keepsFiles: false,
    models: 'engine',
    optionsInName: false,
    settings: [],
  },
  // Its models' names are words that a model elsewhere may have too.
  sandbox: {
    remote: false,
    billing: 'self_hosted',
    pricedAs: null,
    namesDeployments: false,
    listsModels: false,
    answersBareNames: false,
    keepsFiles: false,
    models: SANDBOX_MODELS,
    optionsInName: true,
    settings: [],
  },
} as const satisfies Readonly<Record<string, ProviderKind>>;

export type ProviderKindName = keyof typeof PROVIDER_KINDS;
export type RemoteKindName = {
  [Name in ProviderKindName]: (typeof PROVIDER_KINDS)[Name]['remote'] extends true ? Name : never;
}[ProviderKindName];

export const PROVIDER_KIND_NAMES = Object.keys(PROVIDER_KINDS).filter(isProviderKind);
/** Those that people may add. */
export const REMOTE_KIND_NAMES = PROVIDER_KIND_NAMES.filter(isRemoteKind);

export function isRemoteKind(name: string): name is RemoteKindName {
  return isProviderKind(name) && PROVIDER_KINDS[name].remote;
}

function isProviderKind(name: string): name is ProviderKindName {
  return Object.hasOwn(PROVIDER_KINDS, name);
}

/** `name` as stored. Throws where no kind has it, which the database does not let happen. */
export function providerKind(name: string): ProviderKind {
  if (!isProviderKind(name)) throw new Error(`no kind of providers is named ${name}`);
  return PROVIDER_KINDS[name];
}

/** Takes any name of a model: only its host knows which it has. */
export function takesAnyModel(provider: {
  readonly kind: string;
  readonly models: readonly string[] | null;
}): boolean {
  return provider.models === null && providerKind(provider.kind).listsModels;
}

/** The models that a provider is known to have by name. `engine`: the names of the engine's, where they are asked for. */
export function namedModels(
  provider: { readonly kind: string; readonly models: readonly string[] | null },
  engine: readonly string[],
): readonly string[] {
  const { models } = providerKind(provider.kind);
  if (models !== 'stored' && models !== 'engine') return models;
  const stored = provider.models ?? [];
  return [...new Set(models === 'engine' ? [...engine, ...stored] : stored)];
}
