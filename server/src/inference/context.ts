import type { Kysely } from 'kysely';
import type { Caller } from '../platform/http/index.ts';
import type { Mutate, Published } from '../platform/management/index.ts';
import type { Database, DB } from '../platform/postgres/index.ts';
import type { Secrets } from '../platform/secrets/index.ts';
import type { UsedModel } from './known-models.ts';
import type { LocalState } from './schema.ts';

/** What inference's management endpoints stand on; made in `app/context.ts`. */
export interface InferenceContext {
  readonly db: Database;
  readonly secrets: Secrets;
  readonly mutate: Mutate;
  readonly published: Published;
  /** Whether the caller may see prompts and answers in every project. */
  readonly seesContentEverywhere: (db: Kysely<DB>, caller: Caller) => Promise<boolean>;
  /** Members may set base URLs in private networks and of this machine. */
  readonly allowPrivateProviders: boolean;
  /** The addresses of a host name as this machine resolves it; null: it does not, or not in time. */
  readonly resolveHost: (name: string) => Promise<readonly string[] | null>;
  /** Ids of the models that a gateway lists for the caller, which asks the providers without a list; null: it did not answer. */
  readonly listedModels: (caller: Caller, signal: AbortSignal) => Promise<readonly string[] | null>;
  /** The models that requests of a range came to; null: not known, or not for the caller to see. */
  readonly usedModels: (
    caller: Caller,
    range: { readonly from: string; readonly to: string; readonly environment?: string },
    signal: AbortSignal,
  ) => Promise<readonly UsedModel[] | null>;
  /** What the engine says of the models in its memory, by name; null: it does not answer. Absent there: none is loaded. */
  readonly localStates: () => Promise<ReadonlyMap<string, LocalState> | null>;
}
