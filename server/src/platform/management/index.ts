export { type Audited, createMutate, type Mutate } from './mutate.ts';
export { newestFirst } from './newest-first.ts';
export { expectVersion, found, uniqueOr } from './preconditions.ts';
export { Propagation, type Published } from './propagation.ts';
export { isAlready, unchanged } from './unchanged.ts';
