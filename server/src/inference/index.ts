export { INFERENCE_KINDS, LocalModelEntity, PriceEntity, ProviderEntity } from './entities.ts';
export * from './prices/index.ts';
export * from './protocols/openai/index.ts';
export type { Cost, Usage } from './usage.ts';
