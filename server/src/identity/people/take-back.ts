import type { Transaction } from 'kysely';
import type { ConfigOp } from '../../platform/config-stream/index.ts';
import { SignalboxError } from '../../platform/errors/index.ts';
import { type Caller, NOWHERE } from '../../platform/http/index.ts';
import type { Audited } from '../../platform/management/index.ts';
import type { DB } from '../../platform/postgres/index.ts';
import type { Given } from './effect.ts';
import { checkInvitation, invitedTo, placeOfInvitation } from './invitation-authority.ts';
import { type InvitationRow, showInvitations } from './invitation-queries.ts';
import { checkMakesOwners } from './owner-authority.ts';
import { narrowKeys } from './person-keys.ts';
import { endSignIns, revokeTokensOf } from './sign-ins.ts';
import type { UserRow } from './user-queries.ts';

export interface TakenBack {
  readonly audit: readonly Audited[];
  readonly ops: readonly ConfigOp[];
  /** Ids of keys of their own that lost scopes or were revoked. */
  readonly keys: readonly string[];
}

/**
 * After what a person may do has changed: takes back what stood on the rights of before, so that nobody comes in again by a
 * door that they left open for themselves. Tokens; a disabled one's sign-ins; links by which they let in others as more than
 * they may now; keys of their own. `given` null: they are disabled.
 */
export async function takeBack(
  trx: Transaction<DB>,
  user: UserRow,
  given: Given | null,
): Promise<TakenBack> {
  const ops = [...(await revokeTokensOf(trx, user.id))];
  if (given === null) ops.push(...(await endSignIns(trx, { userId: user.id, except: null })));
  const as = given === null ? null : callerOf(user, given);
  const links = [...(await invitations(trx, user, as)), ...(await ownerLinks(trx, user, as))];
  const keys = await narrowKeys(trx, user.id, given);
  return { audit: [...links, ...keys.audit], ops: [...ops, ...keys.ops], keys: keys.ids };
}

/** Open invitations that they, or keys of their own, wrote and could not write now. */
async function invitations(
  trx: Transaction<DB>,
  user: UserRow,
  as: Caller | null,
): Promise<Audited[]> {
  const open = await trx
    .selectFrom('invitations')
    .selectAll()
    .where('organisation_id', '=', user.organisation_id)
    .where((eb) =>
      eb.or([
        eb('invited_by', '=', user.id),
        eb(
          'invited_by',
          'in',
          eb
            .selectFrom('api_keys')
            .select((of) => of.cast<string>('id', 'text').as('id'))
            .where('owner_kind', '=', 'user')
            .where('owner_id', '=', user.id),
        ),
      ]),
    )
    .where('accepted_at', 'is', null)
    .where('revoked_at', 'is', null)
    .forUpdate()
    .execute();
  const audit: Audited[] = [];
  for (const row of open) {
    const invited = invitedTo(row);
    if (as !== null && (await may(checkInvitation(trx, as, invited)))) continue;
    audit.push(await revokeInvitation(trx, row));
  }
  return audit;
}

/** Takes an open invitation back; answers with its audit row. */
export async function revokeInvitation(trx: Transaction<DB>, row: InvitationRow): Promise<Audited> {
  const after = await trx
    .updateTable('invitations')
    .set({ revoked_at: new Date() })
    .where('id', '=', row.id)
    .returningAll()
    .executeTakeFirstOrThrow();
  const [shownBefore, shownAfter] = await showInvitations(trx, [row, after]);
  return {
    action: 'invitation.revoke',
    target: { kind: 'invitation', id: row.id },
    before: shownBefore ?? null,
    after: shownAfter ?? null,
    projectId: placeOfInvitation(invitedTo(row)),
  };
}

/** Owner links that they made, once they could make none. */
async function ownerLinks(
  trx: Transaction<DB>,
  user: UserRow,
  as: Caller | null,
): Promise<Audited[]> {
  if (as !== null && (await may(checkMakesOwners(trx, as)))) return [];
  const now = new Date();
  const closed = await trx
    .updateTable('owner_links')
    .set({ expires_at: now })
    .where('organisation_id', '=', user.organisation_id)
    .where('created_by', '=', user.id)
    .where('used_at', 'is', null)
    .where('expires_at', '>', now)
    .returning('id')
    .execute();
  return closed.map(({ id }) => ({
    action: 'owner_link.revoke',
    target: { kind: 'owner_link', id },
    before: null,
    after: { expires_at: now.toISOString() },
    projectId: null,
  }));
}

async function may(check: Promise<void>): Promise<boolean> {
  try {
    await check;
    return true;
  } catch (error) {
    if (error instanceof SignalboxError) return false;
    throw error;
  }
}

/** That person as a caller, with what they have now. They act nowhere in particular. */
function callerOf(user: UserRow, { grant }: Given): Caller {
  return {
    kind: 'user',
    keyId: user.id,
    organisationId: user.organisation_id,
    projectId: NOWHERE,
    environmentId: NOWHERE,
    scopes: new Set(),
    reach: grant.role === 'owner' ? 'organisation' : 'project',
    user: { id: user.id, signInId: NOWHERE, email: user.email, name: user.name, grant, role: null },
  };
}
