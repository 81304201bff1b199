export type { OwnPrice } from './own-rates.ts';
export { createPriceBook, type PriceBook, type PriceQuestion } from './price-book.ts';
export { PRICE_KINDS, type PriceKind } from './rates.ts';
