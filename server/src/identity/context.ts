import type { Logger } from '../platform/log/index.ts';
import type { Mutate, Published } from '../platform/management/index.ts';
import type { Database } from '../platform/postgres/index.ts';
import type { Secrets } from '../platform/secrets/index.ts';
import type { Passwords } from './people/password.ts';

/** What identity's endpoints stand on; made in `app/context.ts`. */
export interface IdentityContext {
  readonly db: Database;
  readonly secrets: Secrets;
  readonly mutate: Mutate;
  readonly passwords: Passwords;
  /** Told when an owner came in by a link: what was written of one may go. */
  readonly ownerLinkUsed: () => void;
  readonly log: Logger;
  readonly published: Published;
}
