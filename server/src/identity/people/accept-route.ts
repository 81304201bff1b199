import { hash } from 'node:crypto';
import type { Kysely } from 'kysely';
import { newId } from '../../lib/ids.ts';
import { SignalboxError } from '../../platform/errors/index.ts';
import { type Endpoint, publicEndpoint } from '../../platform/http/index.ts';
import { uniqueOr } from '../../platform/management/index.ts';
import type { DB } from '../../platform/postgres/index.ts';
import type { IdentityContext } from '../context.ts';
import { auditPerson } from './audited.ts';
import { projectRolesOf } from './invitation-queries.ts';
import { checkPassword } from './password-rules.ts';
import { AcceptInvitation, Me } from './schema.ts';
import { signIn } from './sign-in.ts';

export function acceptEndpoints(context: IdentityContext): Endpoint[] {
  return [
    publicEndpoint({
      method: 'POST',
      path: '/api/v1/auth/accept-invitation',
      operationId: 'acceptInvitation',
      summary: 'Uses an invitation: makes the person with a password of their own, and signs in.',
      tag: 'people',
      body: AcceptInvitation,
      response: Me,
      async handler(call) {
        const { token, name, password } = call.body;
        const known = await openInvitation(context.db, token);
        // First the link: nobody without one may have passwords hashed.
        if (known === undefined) throw linkInvalid();
        checkPassword(password, { email: known.email, name });
        const password_hash = await context.passwords.hash(password);
        return await signIn(context, call, async (trx) => {
          const invitation = await openInvitation(trx, token);
          if (invitation === undefined) throw linkInvalid();
          const { organisation_id, email, role, content } = invitation;
          const id = newId<'user'>();
          const user = await uniqueOr(
            {
              message: 'a person with this e-mail address is there already',
              next: 'Sign in as that person.',
            },
            () =>
              trx
                .insertInto('users')
                .values({ id, organisation_id, email, name, password_hash, role, content })
                .returning(['id', 'organisation_id'])
                .executeTakeFirstOrThrow(),
          );
          const roles = projectRolesOf(invitation);
          if (roles.length > 0) {
            await trx
              .insertInto('project_members')
              .values(roles.map((given) => ({ ...given, user_id: id, organisation_id })))
              .onConflict((oc) => oc.doNothing())
              .execute();
          }
          await trx
            .updateTable('invitations')
            .set({ accepted_at: new Date(), accepted_by: id })
            .where('id', '=', invitation.id)
            .execute();
          await auditPerson(trx, call, user, {
            action: 'invitation.accept',
            target: { kind: 'user', id },
            before: null,
            after: { email, name, role, content, project_roles: roles },
          });
          return { user, ops: [] };
        });
      },
    }),
  ];
}

/** The invitation of this token where it still opens, locked until the transaction ends. */
function openInvitation(db: Kysely<DB>, token: string) {
  return db
    .selectFrom('invitations')
    .selectAll()
    .where('token_hash', '=', hash('sha256', token, 'hex'))
    .where('accepted_at', 'is', null)
    .where('revoked_at', 'is', null)
    .where('expires_at', '>', new Date())
    .forUpdate()
    .executeTakeFirst();
}

function linkInvalid(): SignalboxError {
  return new SignalboxError(
    'one_time_link_invalid',
    'this invitation is not known, was used or taken back, or has expired',
    'Ask whoever invited you for another.',
  );
}
