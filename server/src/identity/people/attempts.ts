import { hash } from 'node:crypto';
import { isIPv6 } from 'node:net';
import { type Kysely, sql } from 'kysely';
import { SignalboxError } from '../../platform/errors/index.ts';
import type { DB } from '../../platform/postgres/index.ts';

const WINDOW_MINUTES = 15;
/** An office may share an address. */
const MOST = { address: 50, account: 10 } as const;

type Kind = keyof typeof MOST;

/**
 * Counts an attempt before its password is looked at, so that attempts at once all count. Throws `too_many_attempts`
 * past 50 of an address or 10 for an account in 15 minutes. An account is counted apart at an address that it has
 * signed in from: strangers cannot lock its owner out. An account that does not exist is counted alike.
 */
export async function countAttempt(
  db: Kysely<DB>,
  attempt: { readonly email: string; readonly ip: string },
): Promise<void> {
  const { email, ip } = attempt;
  await count(db, 'address', networkOf(ip));
  await count(db, 'account', await accountSubject(db, email, ip));
}

/** Forgets the attempts for an account: it was its owner. Those of the address stay. */
export async function forgetAttempts(db: Kysely<DB>, email: string, ip: string): Promise<void> {
  const subjects = [accountOf(email), `${accountOf(email)} ${ip}`].map(hashed);
  await db
    .deleteFrom('sign_in_attempts')
    .where('kind', '=', 'account')
    .where('subject_hash', 'in', subjects)
    .execute();
}

async function accountSubject(db: Kysely<DB>, email: string, ip: string): Promise<string> {
  const known = await db
    .selectFrom('sign_ins')
    .innerJoin('users', 'users.id', 'sign_ins.user_id')
    .select('sign_ins.id')
    .where(sql`lower(users.email)`, '=', accountOf(email))
    .where('sign_ins.ip', '=', ip)
    .limit(1)
    .executeTakeFirst();
  return known === undefined ? accountOf(email) : `${accountOf(email)} ${ip}`;
}

async function count(db: Kysely<DB>, kind: Kind, subject: string): Promise<void> {
  const { rows } = await sql<{ attempts: number; seconds: number }>`
    INSERT INTO sign_in_attempts AS a (kind, subject_hash, attempts, window_ends_at)
    VALUES (${kind}, ${hashed(subject)}, 1, now() + ${WINDOW_MINUTES} * interval '1 minute')
    ON CONFLICT (kind, subject_hash) DO UPDATE SET
      attempts = CASE WHEN a.window_ends_at <= now() THEN 1 ELSE least(a.attempts + 1, ${MOST[kind] + 1}) END,
      window_ends_at = CASE WHEN a.window_ends_at <= now() THEN excluded.window_ends_at ELSE a.window_ends_at END
    RETURNING attempts, ceil(extract(epoch FROM window_ends_at - now()))::int AS seconds`.execute(
    db,
  );
  const [row] = rows;
  if (row === undefined || row.attempts <= MOST[kind]) return;
  throw new SignalboxError(
    'too_many_attempts',
    kind === 'address'
      ? 'there were too many attempts to sign in from this address'
      : 'there were too many attempts to sign in to this account',
    `Wait ${Math.ceil(row.seconds / 60)} minutes, then try again.`,
    { details: { retry_after_seconds: row.seconds } },
  );
}

/** Whoever has an IPv6 address has a whole /64 of them. */
export function networkOf(ip: string): string {
  const v4 = /^::ffff:(\d+\.\d+\.\d+\.\d+)$/i.exec(ip)?.[1];
  if (v4 !== undefined) return v4;
  if (!isIPv6(ip)) return ip;
  const [head = '', tail] = ip.split('%')[0]?.toLowerCase().split('::') ?? [];
  const left = head === '' ? [] : head.split(':');
  const right = tail === undefined || tail === '' ? [] : tail.split(':');
  const gap = tail === undefined ? 0 : 8 - left.length - right.length;
  const groups = [...left, ...Array.from({ length: gap }, () => '0'), ...right];
  return `${groups
    .slice(0, 4)
    .map((group) => Number.parseInt(group, 16).toString(16))
    .join(':')}::/64`;
}

function accountOf(email: string): string {
  return email.trim().toLowerCase();
}

/** Fixed in length, and no list of who was tried. */
function hashed(subject: string): string {
  return hash('sha256', subject, 'hex');
}
