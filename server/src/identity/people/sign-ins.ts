import { hash } from 'node:crypto';
import type { Transaction } from 'kysely';
import { newId } from '../../lib/ids.ts';
import type { ConfigOp } from '../../platform/config-stream/index.ts';
import type { SignInCookie } from '../../platform/http/index.ts';
import type { DB } from '../../platform/postgres/index.ts';
import { revokedSignInOp } from '../rows.ts';
import { LONGEST_MS, mintToken } from './session.ts';

/** Tokens issued before live for a minute, clocks may differ by half of one; the rest is for who is slow to hear. */
const KEPT_MS = 5 * 60_000;
/** As much of what a browser says of itself as tells it from another. */
const USER_AGENT_CHARACTERS = 300;

export interface Browser {
  readonly ip: string | null;
  readonly userAgent: string | null;
  readonly session: SignInCookie;
}

/** Signs a user in: a new cookie, whatever the browser held before. That one's sign-in ends. */
export async function beginSignIn(
  trx: Transaction<DB>,
  user: { readonly id: string; readonly organisation_id: string },
  browser: Browser,
): Promise<{ readonly id: string; readonly token: string; readonly ops: readonly ConfigOp[] }> {
  const now = new Date();
  const before = browser.session.token;
  const ops =
    before === null ? [] : await endSignIns(trx, { tokenHash: hash('sha256', before, 'hex') }, now);
  const id = newId<'sign-in'>();
  const token = mintToken();
  await trx
    .insertInto('sign_ins')
    .values({
      id,
      organisation_id: user.organisation_id,
      user_id: user.id,
      token_hash: hash('sha256', token, 'hex'),
      ip: browser.ip,
      user_agent: browser.userAgent?.slice(0, USER_AGENT_CHARACTERS) ?? null,
      created_at: now,
      last_seen_at: now,
      expires_at: new Date(now.getTime() + LONGEST_MS),
    })
    .execute();
  return { id, token, ops };
}

/** Gives the browser the cookie of a sign-in whose transaction was committed. */
export function keepSignedIn(session: SignInCookie, token: string): void {
  session.set(token, Math.floor(LONGEST_MS / 1000));
}

type Which =
  | { readonly tokenHash: string }
  | { readonly id: string; readonly userId: string }
  | { readonly userId: string; readonly except: string | null };

/** Ends sign-ins; the returned ops tell the gateways, which may hold tokens of them. */
export async function endSignIns(
  trx: Transaction<DB>,
  which: Which,
  now = new Date(),
): Promise<ConfigOp[]> {
  let query = trx.updateTable('sign_ins').set({ ended_at: now }).where('ended_at', 'is', null);
  if ('tokenHash' in which) query = query.where('token_hash', '=', which.tokenHash);
  else {
    query = query.where('user_id', '=', which.userId);
    if ('id' in which) query = query.where('id', '=', which.id);
    else if (which.except !== null) query = query.where('id', '!=', which.except);
  }
  const ended = await query.returning('id').execute();
  return await revoke(
    trx,
    ended.map(({ id }) => ({ id, subject: 'sign_in' })),
    now,
  );
}

/** Tokens that this user was issued until now count no longer: what they may do has changed. */
export function revokeTokensOf(
  trx: Transaction<DB>,
  userId: string,
  now = new Date(),
): Promise<ConfigOp[]> {
  return revoke(trx, [{ id: userId, subject: 'user' }], now);
}

async function revoke(
  trx: Transaction<DB>,
  subjects: readonly { readonly id: string; readonly subject: 'sign_in' | 'user' }[],
  now: Date,
): Promise<ConfigOp[]> {
  if (subjects.length === 0) return [];
  const kept_until = new Date(now.getTime() + KEPT_MS);
  const rows = await trx
    .insertInto('revoked_sessions')
    .values(subjects.map((subject) => ({ ...subject, revoked_at: now, kept_until })))
    .onConflict((oc) =>
      oc.column('id').doUpdateSet((eb) => ({
        revoked_at: eb.ref('excluded.revoked_at'),
        kept_until: eb.ref('excluded.kept_until'),
      })),
    )
    .returningAll()
    .execute();
  return rows.map(revokedSignInOp);
}
