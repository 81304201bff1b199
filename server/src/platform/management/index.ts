export {
  type Change,
  createMutate,
  type Mutate,
  type Mutated,
  type MutationCall,
} from './mutate.ts';
export { expectVersion, found, uniqueOr } from './preconditions.ts';
