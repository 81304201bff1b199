export {
  Admission,
  Engine,
  ensureEngine,
  startEngineServer,
} from './engine/index.ts';
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
export { createSandboxProvider, SANDBOX_MODELS } from './providers/sandbox/index.ts';
export { provisionInference } from './provision.ts';
export { inferenceEndpoints } from './routes.ts';
export { INFERENCE_SEALED, inferenceSnapshot } from './snapshot.ts';
export type { Cost, Usage } from './usage.ts';
