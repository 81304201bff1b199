export { createMutate, type Mutate } from './mutate.ts';
export { expectVersion, found, uniqueOr } from './preconditions.ts';
