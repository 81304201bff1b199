import type { Kysely } from 'kysely';
import { SignalboxError } from '../../platform/errors/index.ts';
import type { Caller } from '../../platform/http/index.ts';
import type { DB } from '../../platform/postgres/index.ts';
import { checkEffect } from './effect.ts';

/** Throws unless `caller` may let in an owner, who may then do everything in every project and see all content. */
export async function checkMakesOwners(db: Kysely<DB>, caller: Caller): Promise<void> {
  if (caller.reach !== 'organisation') {
    throw new SignalboxError(
      'scope_missing',
      'only an owner may let in another owner',
      'Ask one, or use the owner key (bootstrap key) of this installation.',
    );
  }
  const grant = { role: 'owner', content: null } as const;
  await checkEffect(db, caller, null, { grant, projects: new Map() });
}
