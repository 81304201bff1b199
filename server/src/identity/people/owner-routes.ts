import type { Transaction } from 'kysely';
import { newId } from '../../lib/ids.ts';
import type { ConfigOp } from '../../platform/config-stream/index.ts';
import { SignalboxError } from '../../platform/errors/index.ts';
import { type Endpoint, endpoint, publicEndpoint } from '../../platform/http/index.ts';
import type { DB } from '../../platform/postgres/index.ts';
import type { IdentityContext } from '../context.ts';
import { auditPerson } from './audited.ts';
import { checkMakesOwners } from './owner-authority.ts';
import { insertOwnerLink, openOwnerLink, ownerLinkPath } from './owner-link.ts';
import { checkPassword } from './password-rules.ts';
import { BecomeOwner, Me, OneTimeLink } from './schema.ts';
import { signIn } from './sign-in.ts';
import { endSignIns } from './sign-ins.ts';

const tag = 'people';

export function ownerEndpoints(context: IdentityContext): Endpoint[] {
  return [becomeOwner(context), createLink(context)];
}

function becomeOwner(context: IdentityContext): Endpoint {
  return publicEndpoint({
    method: 'POST',
    path: '/api/v1/auth/owner',
    operationId: 'becomeOwner',
    summary:
      'Uses a one-time owner link: makes this person an owner with this password, or gives them a new one, and signs in.',
    tag,
    body: BecomeOwner,
    response: Me,
    async handler(call) {
      const { token, email, name, password } = call.body;
      // First the link: nobody without one may have passwords hashed.
      if ((await openOwnerLink(context.db, token)) === undefined) throw linkInvalid();
      checkPassword(password, { email, name });
      const password_hash = await context.passwords.hash(password);
      const me = await signIn(context, call, async (trx) => {
        const link = await openOwnerLink(trx, token);
        if (link === undefined) throw linkInvalid();
        const { user, before, ops } = await upsertOwner(trx, {
          organisation_id: link.organisation_id,
          email,
          name,
          password_hash,
        });
        const used_at = new Date();
        await trx
          .updateTable('owner_links')
          .set({ used_at, used_by: user.id })
          .where('id', '=', link.id)
          .execute();
        // Others that were made for the same purpose would only lie about.
        await trx
          .updateTable('owner_links')
          .set({ expires_at: used_at })
          .where('organisation_id', '=', link.organisation_id)
          .where('used_at', 'is', null)
          .where('expires_at', '>', used_at)
          .execute();
        await auditPerson(trx, call, user, {
          action: 'owner_link.use',
          target: { kind: 'user', id: user.id },
          before,
          after: { email, name: user.name, role: 'owner', disabled: false },
        });
        return { user, ops };
      });
      context.ownerLinkUsed();
      return me;
    },
  });
}

/** Whoever was there under this address keeps their id; where they were signed in ends. */
async function upsertOwner(
  trx: Transaction<DB>,
  values: { organisation_id: string; email: string; name: string; password_hash: string },
) {
  const { organisation_id, email, name, password_hash } = values;
  const old = await trx
    .selectFrom('users')
    .selectAll()
    .where('organisation_id', '=', organisation_id)
    .where((eb) => eb(eb.fn('lower', ['email']), '=', email))
    .forUpdate()
    .executeTakeFirst();
  const set = { name, password_hash, role: 'owner', disabled_at: null } as const;
  if (old === undefined) {
    const user = await trx
      .insertInto('users')
      .values({ id: newId<'user'>(), organisation_id, email, managed_by: 'console', ...set })
      .returningAll()
      .executeTakeFirstOrThrow();
    return { user, before: null, ops: [] as ConfigOp[] };
  }
  const user = await trx
    .updateTable('users')
    .set(set)
    .where('id', '=', old.id)
    .returningAll()
    .executeTakeFirstOrThrow();
  return {
    user,
    before: {
      email: old.email,
      name: old.name,
      role: old.role,
      disabled: old.disabled_at !== null,
    },
    ops: await endSignIns(trx, { userId: old.id, except: null }),
  };
}

function createLink({ mutate }: IdentityContext): Endpoint {
  return endpoint({
    method: 'POST',
    path: '/api/v1/owner-links',
    operationId: 'createOwnerLink',
    summary:
      'Makes a one-time link, valid for 24 hours, by which somebody becomes an owner or gets a new password. Owners only.',
    tag,
    scope: 'people:write',
    response: OneTimeLink,
    status: 201,
    async handler(call) {
      const { caller } = call;
      const { answer } = await mutate('createOwnerLink', call, async (trx) => {
        await checkMakesOwners(trx, caller);
        const made = await insertOwnerLink(trx, caller.organisationId, caller.keyId);
        const expires_at = made.expiresAt.toISOString();
        return {
          answer: { link: ownerLinkPath(made.token), expires_at },
          audit: {
            action: 'owner_link.create',
            target: { kind: 'owner_link', id: made.id },
            before: null,
            after: { expires_at },
            projectId: null,
          },
          ops: [],
        };
      });
      return answer;
    },
  });
}

function linkInvalid(): SignalboxError {
  return new SignalboxError(
    'one_time_link_invalid',
    'this link is not known, was used, or has expired',
    'Run `signalbox owner-link` on the server for another.',
  );
}
