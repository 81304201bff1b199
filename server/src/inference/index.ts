export { LocalModelEntity, PriceEntity, ProviderEntity } from './entities.ts';
export * from './prices/index.ts';
export { namedModels, providerKind, takesAnyModel } from './provider-kinds.ts';
export type { CredentialBlank } from './providers/credential-blank.ts';
export { createLocalProvider } from './providers/local/index.ts';
export { createOpenAiProvider } from './providers/openai/provider.ts';
export { reachOf } from './providers/outbound-reach.ts';
export type {
  Provider,
  UpstreamExchange,
  UpstreamHandler,
  UpstreamTimeouts,
} from './providers/provider.ts';
export { proxyFor } from './providers/proxy-for.ts';
export { createSandboxProvider } from './providers/sandbox/index.ts';
export { readHeaders } from './providers/static-headers.ts';
