export { createPriceBook, type PriceBook } from './price-book.ts';
export { PRICE_KINDS } from './rates.ts';
