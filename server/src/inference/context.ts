import type { Mutate } from '../platform/management/index.ts';
import type { Database } from '../platform/postgres/index.ts';
import type { Secrets } from '../platform/secrets/index.ts';

/** What inference's management endpoints stand on; made in `app/context.ts`. */
export interface InferenceContext {
  readonly db: Database;
  readonly secrets: Secrets;
  readonly mutate: Mutate;
}
