export {
  LocalModelEntity,
  PriceEntity,
  ProviderCredentialEntity,
  ProviderEntity,
  withCredential,
} from './entities.ts';
export * from './prices/index.ts';
export { namedModels, providerKind, takesAnyModel } from './provider-kinds.ts';
export { CredentialBlank } from './providers/credential-blank.ts';
export { createRemoteProvider } from './providers/http/from-entity.ts';
export type { UpstreamModel } from './providers/http/model-listings.ts';
export { createHttpProvider } from './providers/http/provider.ts';
export { createLocalProvider } from './providers/local/index.ts';
export { protocolFor } from './providers/protocol-for.ts';
export type {
  Provider,
  UpstreamBody,
  UpstreamCall,
  UpstreamExchange,
  UpstreamHandler,
  UpstreamTimeouts,
} from './providers/provider.ts';
export { createSandboxProvider } from './providers/sandbox/index.ts';
export {
  FALLBACK_CAUSES,
  type FallbackCause,
  type RouteCondition,
  type RouteDefinition,
  RouteEntity,
  type RouteTarget,
} from './routing/entities.ts';
