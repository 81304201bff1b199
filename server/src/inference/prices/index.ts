export { createPriceBook, type PriceBook } from './price-book.ts';
export { contextWindow } from './public-rates.ts';
export {
  ATTO_PER_PICO,
  PRICE_KINDS,
  type PriceKind,
  type Rate,
  type RateTable,
  rateAt,
} from './rates.ts';
export { pricedTier } from './service-tiers.ts';
