export { LocalModelEntity, PriceEntity, ProviderEntity } from './entities.ts';
export * from './prices/index.ts';
export * from './protocols/openai/index.ts';
export { createLocalProvider } from './providers/local/index.ts';
export { createOpenAiProvider, type OpenAiProviderOptions } from './providers/openai/provider.ts';
export type {
  Provider,
  UpstreamCall,
  UpstreamExchange,
  UpstreamHandler,
  UpstreamTimeouts,
} from './providers/provider.ts';
export { proxyFor } from './providers/proxy-for.ts';
export { createSandboxProvider, SANDBOX_MODELS } from './providers/sandbox/index.ts';
export type { Cost, Usage } from './usage.ts';
