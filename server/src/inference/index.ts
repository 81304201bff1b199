export { INFERENCE_KINDS, LocalModelEntity, PriceEntity, ProviderEntity } from './entities.ts';
