import { hash } from 'node:crypto';
import type { Kysely, Transaction } from 'kysely';
import { newId } from '../../lib/ids.ts';
import { SignalboxError } from '../../platform/errors/index.ts';
import {
  type Caller,
  type Endpoint,
  endpoint,
  PageQuery,
  pageOf,
} from '../../platform/http/index.ts';
import {
  type Audited,
  found,
  newestFirst,
  unchanged,
  uniqueOr,
} from '../../platform/management/index.ts';
import type { DB } from '../../platform/postgres/index.ts';
import type { IdentityContext } from '../context.ts';
import { IdParams } from '../schema.ts';
import { checkInvitation, invitedTo, placeOfInvitation } from './invitation-authority.ts';
import { type InvitationRow, showInvitations, visibleInvitations } from './invitation-queries.ts';
import { CreatedInvitation, CreateInvitation, Invitation, InvitationFilter } from './schema.ts';
import { mintToken } from './session.ts';
import { revokeInvitation } from './take-back.ts';

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
        const replaced = await replaceOpen(trx, caller, body.email);
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
        // Whoever gave it all sees it all.
        const shown = found((await showInvitations(trx, [row]))[0], 'invitation');
        return {
          answer: { ...shown, link: `/invitation#token=${token}` },
          audit: [
            ...replaced,
            {
              action: 'invitation.create',
              target: { kind: 'invitation', id: row.id },
              before: null,
              after: shown,
              projectId: placeOfInvitation(body),
            },
          ],
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
      return await newestFirst(invitations, query, (rows) => showInvitations(db, rows, caller));
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
        await checkInvitation(trx, caller, invitedTo(old));
        if (old.accepted_at !== null) {
          throw new SignalboxError(
            'conflict',
            'the invitation was accepted',
            'Disable the person, or change their roles.',
          );
        }
        if (old.revoked_at !== null) return unchanged(await showOne(trx, caller, old));
        const audit = await revokeInvitation(trx, old);
        const row = await trx
          .selectFrom('invitations')
          .selectAll()
          .where('id', '=', old.id)
          .executeTakeFirstOrThrow();
        return {
          answer: await showOne(trx, caller, row),
          audit,
          ops: [],
        };
      });
      return answer;
    },
  });
}

/**
 * Takes back the open invitation of this address, which another takes the place of, where the caller may. Throws `conflict`
 * where it gives what they could not give.
 */
async function replaceOpen(
  trx: Transaction<DB>,
  caller: Caller,
  email: string,
): Promise<readonly Audited[]> {
  const open = await trx
    .selectFrom('invitations')
    .selectAll()
    .where('organisation_id', '=', caller.organisationId)
    .where((eb) => eb(eb.fn('lower', ['email']), '=', email))
    .where('accepted_at', 'is', null)
    .where('revoked_at', 'is', null)
    .forUpdate()
    .executeTakeFirst();
  if (open === undefined) return [];
  if (open.expires_at.getTime() > Date.now()) await checkReplaces(trx, caller, open);
  return [await revokeInvitation(trx, open)];
}

async function checkReplaces(db: Kysely<DB>, caller: Caller, open: InvitationRow): Promise<void> {
  try {
    await checkInvitation(db, caller, invitedTo(open));
  } catch (error) {
    if (!(error instanceof SignalboxError)) throw error;
    throw new SignalboxError(
      'conflict',
      'they have an open invitation that gives more than you may give or take back',
      'Let them accept it and change their roles in your project then, or ask whoever sent it.',
      { cause: error },
    );
  }
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

async function showOne(db: Kysely<DB>, caller: Caller, row: InvitationRow): Promise<Invitation> {
  return found((await showInvitations(db, [row], caller))[0], 'invitation');
}
