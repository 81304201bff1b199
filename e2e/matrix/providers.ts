import { ANTHROPIC_KEY, AnthropicHost } from '../upstreams/anthropic/host.ts';
import { AZURE_KEY, AzureHost } from '../upstreams/azure/host.ts';
import { GEMINI_KEY, GeminiHost } from '../upstreams/gemini/host.ts';
import type { ModelHost } from '../upstreams/model-host.ts';
import { OPENAI_KEY, OpenAiHost } from '../upstreams/openai/host.ts';
import { VertexHost } from '../upstreams/vertex/host.ts';
import { GoogleTokenEndpoint } from '../upstreams/vertex/token-endpoint.ts';

/** A column of the matrix: a kind of provider, on a host that speaks as it does. */
export interface ProviderColumn {
  /** In the matrix. */
  readonly title: string;
  /** In the names of models. */
  readonly name: string;
  readonly host: ModelHost;
  /** What the management API is told of it. */
  readonly settings: () => object;
  readonly model: string;
  readonly thinkingModel: string;
}

export interface Providers extends AsyncDisposable {
  readonly columns: readonly ProviderColumn[];
  readonly hosts: readonly ModelHost[];
  /** Of the gateway that calls them. */
  readonly env: Readonly<Record<string, string>>;
}

export async function startProviders(): Promise<Providers> {
  const openai = await new OpenAiHost().listen();
  const azure = await new AzureHost().listen();
  const anthropic = await new AnthropicHost().listen();
  const gemini = await new GeminiHost().listen();
  const tokens = await new GoogleTokenEndpoint().listen();
  const vertex = await new VertexHost(tokens).listen();
  const gpt = { model: 'gpt-4.1', thinkingModel: 'gpt-5.4' };
  const atOpenAi = { kind: 'openai', base_url: openai.baseUrl, credential: OPENAI_KEY };
  const columns: ProviderColumn[] = [
    {
      title: 'OpenAI, chat only',
      name: 'openai-chat',
      host: openai,
      settings: () => ({ ...atOpenAi, speaks_responses: false }),
      ...gpt,
    },
    {
      title: 'OpenAI, Responses',
      name: 'openai-responses',
      host: openai,
      settings: () => ({ ...atOpenAi, preset: 'openai' }),
      ...gpt,
    },
    {
      title: 'Azure OpenAI',
      name: 'azure',
      host: azure,
      settings: () => ({ kind: 'azure', base_url: azure.baseUrl, credential: AZURE_KEY }),
      ...gpt,
    },
    {
      title: 'Anthropic',
      name: 'anthropic',
      host: anthropic,
      settings: () => ({
        kind: 'anthropic',
        base_url: anthropic.baseUrl,
        credential: ANTHROPIC_KEY,
      }),
      model: 'claude-sonnet-4-6',
      thinkingModel: 'claude-sonnet-4-6',
    },
    {
      title: 'Gemini',
      name: 'gemini',
      host: gemini,
      settings: () => ({ kind: 'gemini', base_url: gemini.baseUrl, credential: GEMINI_KEY }),
      model: 'gemini-2.5-flash',
      thinkingModel: 'gemini-3-pro-preview',
    },
    {
      title: 'Vertex AI',
      name: 'vertex',
      host: vertex,
      settings: () => ({ kind: 'vertex', base_url: vertex.baseUrl, credential: tokens.account }),
      model: 'gemini-2.5-flash',
      thinkingModel: 'gemini-3-pro-preview',
    },
  ];
  const hosts = [openai, azure, anthropic, gemini, vertex];
  return {
    columns,
    hosts,
    env: tokens.env,
    async [Symbol.asyncDispose]() {
      for (const one of [...hosts, tokens]) await one[Symbol.asyncDispose]();
    },
  };
}
