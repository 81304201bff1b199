import type { SignedIn } from '../platform/http/index.ts';
import type { Scope } from './entities.ts';

/** Who calls, whatever form of key proved it. */
export interface Principal {
  readonly kind: 'key' | 'bootstrap' | 'user';
  /** Where a person calls, and no key. */
  readonly user?: SignedIn;
  /** Names the caller in records: of a user who has no key of their own here, the user's id. */
  readonly keyId: string;
  readonly organisationId: string;
  readonly projectId: string;
  readonly environmentId: string;
  readonly scopes: ReadonlySet<Scope>;
  /** `organisation`: an owner, who may act in every project of it. */
  readonly reach: 'project' | 'organisation';
  readonly owner: { readonly kind: 'user' | 'team' | 'service'; readonly id: string } | null;
  /** Null: every model. */
  readonly allowedModels: readonly string[] | null;
}
