import { hash } from 'node:crypto';
import type { Kysely } from 'kysely';
import { newId } from '../../lib/ids.ts';
import { SignalboxError } from '../../platform/errors/index.ts';
import { type Endpoint, endpoint, PageQuery, pageOf } from '../../platform/http/index.ts';
import { found, newestFirst, uniqueOr } from '../../platform/management/index.ts';
import type { DB } from '../../platform/postgres/index.ts';
import type { IdentityContext } from '../context.ts';
import { IdParams } from '../schema.ts';
import { checkAuthority } from './authority.ts';
import {
  type InvitationRow,
  projectRolesOf,
  showInvitations,
  visibleInvitations,
} from './invitation-queries.ts';
import { toRole } from './roles.ts';
import { CreatedInvitation, CreateInvitation, Invitation, InvitationFilter } from './schema.ts';
import { mintToken } from './session.ts';

const tag = 'people';
const INVITATION_MS = 7 * 24 * 3_600_000;

export function invitationEndpoints(context: IdentityContext): Endpoint[] {
  return [create(context), list(context), revoke(context)];
}

function create({ mutate }: IdentityContext): Endpoint {
  return endpoint({
    method: 'POST',
    path: '/api/v1/invitations',
    operationId: 'createInvitation',
    summary:
      'Invites a person: the link in the answer is shown this once and opens for 7 days. It takes the place of an earlier one.',
    tag,
    scope: 'people:write',
    body: CreateInvitation,
    response: CreatedInvitation,
    status: 201,
    async handler(call) {
      const { caller, body } = call;
      if (body.role === null && body.project_roles.length === 0) {
        throw new SignalboxError(
          'request_invalid',
          'body/role: the invitation gives no role anywhere',
          'Give a role in the organisation, or in one project at least.',
        );
      }
      const { answer } = await mutate('createInvitation', call, async (trx) => {
        await checkInvitation(trx, call.caller, body);
        await refuseKnown(trx, caller.organisationId, body.email);
        await trx
          .updateTable('invitations')
          .set({ revoked_at: new Date() })
          .where('organisation_id', '=', caller.organisationId)
          .where((eb) => eb(eb.fn('lower', ['email']), '=', body.email))
          .where('accepted_at', 'is', null)
          .where('revoked_at', 'is', null)
          .execute();
        const token = mintToken();
        const row = await uniqueOr(
          { message: 'somebody invites them at this moment', next: 'Look at the list.' },
          () =>
            trx
              .insertInto('invitations')
              .values({
                id: newId<'invitation'>(),
                organisation_id: caller.organisationId,
                email: body.email,
                token_hash: hash('sha256', token, 'hex'),
                role: body.role,
                content: body.content,
                project_roles: JSON.stringify(body.project_roles),
                invited_by: caller.keyId,
                expires_at: new Date(Date.now() + INVITATION_MS),
              })
              .returningAll()
              .executeTakeFirstOrThrow(),
        );
        const shown = await showOne(trx, row);
        return {
          answer: { ...shown, link: `/invitation#token=${token}` },
          audit: {
            action: 'invitation.create',
            target: { kind: 'invitation', id: row.id },
            before: null,
            after: shown,
            projectId: placeOf(body),
          },
          ops: [],
        };
      });
      return answer;
    },
  });
}

function list({ db }: IdentityContext): Endpoint {
  return endpoint({
    method: 'GET',
    path: '/api/v1/invitations',
    operationId: 'listInvitations',
    summary: 'Invitations, newest first: those to the project; to admins of the organisation, all.',
    tag,
    scope: 'people:read',
    query: PageQuery.extend(InvitationFilter.shape),
    response: pageOf(Invitation),
    async handler({ caller, query }) {
      let invitations = visibleInvitations(db, caller);
      if (query.status === 'open') {
        invitations = invitations
          .where('accepted_at', 'is', null)
          .where('revoked_at', 'is', null)
          .where('expires_at', '>', new Date());
      }
      return await newestFirst(invitations, query, (rows) => showInvitations(db, rows));
    },
  });
}

function revoke({ mutate }: IdentityContext): Endpoint {
  return endpoint({
    method: 'DELETE',
    path: '/api/v1/invitations/:id',
    operationId: 'revokeInvitation',
    summary: 'Takes an invitation back: its link opens no longer.',
    tag,
    scope: 'people:write',
    params: IdParams,
    response: Invitation,
    async handler(call) {
      const { caller, params } = call;
      const { answer } = await mutate('revokeInvitation', call, async (trx) => {
        const old = found(
          await visibleInvitations(trx, caller)
            .where('id', '=', params.id)
            .forUpdate()
            .executeTakeFirst(),
          'invitation',
        );
        const given = {
          role: toRole(old.role),
          content: old.content,
          project_roles: projectRolesOf(old),
        };
        await checkInvitation(trx, caller, given);
        if (old.accepted_at !== null) {
          throw new SignalboxError(
            'conflict',
            'the invitation was accepted',
            'Disable the person, or change their roles.',
          );
        }
        const row = await trx
          .updateTable('invitations')
          .set({ revoked_at: old.revoked_at ?? new Date() })
          .where('id', '=', old.id)
          .returningAll()
          .executeTakeFirstOrThrow();
        const after = await showOne(trx, row);
        return {
          answer: after,
          audit: {
            action: 'invitation.revoke',
            target: { kind: 'invitation', id: row.id },
            before: await showOne(trx, old),
            after,
            projectId: placeOf(given),
          },
          ops: [],
        };
      });
      return answer;
    },
  });
}

type Given = Pick<CreateInvitation, 'role' | 'content' | 'project_roles'>;

/** What concerns one project only stands in that project's audit. */
function placeOf({ role, project_roles }: Given): string | null {
  const [only, second] = project_roles;
  return role === null && only !== undefined && second === undefined ? only.project_id : null;
}

async function checkInvitation(
  db: Kysely<DB>,
  caller: Parameters<typeof checkAuthority>[1],
  { role, content, project_roles }: Given,
): Promise<void> {
  if (role !== null)
    await checkAuthority(db, caller, { projectId: null, before: null, after: { role, content } });
  for (const { project_id, ...after } of project_roles)
    await checkAuthority(db, caller, { projectId: project_id, before: null, after });
}

async function refuseKnown(db: Kysely<DB>, organisationId: string, email: string): Promise<void> {
  const user = await db
    .selectFrom('users')
    .select('id')
    .where('organisation_id', '=', organisationId)
    .where((eb) => eb(eb.fn('lower', ['email']), '=', email))
    .executeTakeFirst();
  if (user === undefined) return;
  throw new SignalboxError(
    'conflict',
    'a person with this e-mail address is there already',
    'Give them the role in the list of members.',
    { details: { user_id: user.id } },
  );
}

async function showOne(db: Kysely<DB>, row: InvitationRow): Promise<Invitation> {
  return found((await showInvitations(db, [row]))[0], 'invitation');
}
