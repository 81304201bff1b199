import { hash } from 'node:crypto';
import type { Kysely } from 'kysely';
import { SignalboxError } from '../../platform/errors/index.ts';
import { type Caller, NOWHERE } from '../../platform/http/index.ts';
import type { DB } from '../../platform/postgres/index.ts';
import { projectOf } from './access.ts';
import { firstEnvironment } from './enter-project.ts';
import { toRole } from './roles.ts';
import { IDLE_MS, isToken } from './session.ts';

/** `last_seen_at` is true to this. */
const SEEN_NOTED_MS = 60_000;

/**
 * Turns the cookie of a browser into its caller, in the project where that person is at home. Asks the tables on every
 * call: a sign-in that was ended or a user who was disabled is out from the commit on. Throws `session_ended`.
 */
export function createSignInAuthenticator(
  db: Kysely<DB>,
): (token: string, nowMs: number) => Promise<Caller & { user: NonNullable<Caller['user']> }> {
  return async (token, nowMs) => {
    const row = isToken(token) ? await liveSignIn(db, token, nowMs) : undefined;
    if (row === undefined) throw ended();
    if (nowMs - row.last_seen_at.getTime() >= SEEN_NOTED_MS) {
      await db
        .updateTable('sign_ins')
        .set({ last_seen_at: new Date(nowMs) })
        .where('id', '=', row.id)
        .execute();
    }
    const grant = { role: toRole(row.role), content: row.content };
    const person = { id: row.user_id, organisationId: row.organisation_id, grant };
    const project = await projectOf(db, person, null);
    return {
      kind: 'user',
      keyId: row.user_id,
      organisationId: row.organisation_id,
      projectId: project?.id ?? NOWHERE,
      environmentId: project === null ? NOWHERE : await firstEnvironment(db, project.id),
      scopes: project?.scopes ?? new Set<string>(),
      reach: grant.role === 'owner' ? 'organisation' : 'project',
      user: {
        id: row.user_id,
        signInId: row.id,
        email: row.email,
        name: row.name,
        grant,
        role: project?.role ?? null,
      },
    };
  };
}

/** The sign-in of this cookie, where it still counts. */
export function liveSignIn(db: Kysely<DB>, token: string, nowMs: number) {
  return db
    .selectFrom('sign_ins')
    .innerJoin('users', 'users.id', 'sign_ins.user_id')
    .select([
      'sign_ins.id',
      'sign_ins.organisation_id',
      'sign_ins.user_id',
      'sign_ins.last_seen_at',
      'users.email',
      'users.name',
      'users.role',
      'users.content',
    ])
    .where('sign_ins.token_hash', '=', hash('sha256', token, 'hex'))
    .where('sign_ins.ended_at', 'is', null)
    .where('sign_ins.expires_at', '>', new Date(nowMs))
    .where('sign_ins.last_seen_at', '>', new Date(nowMs - IDLE_MS))
    .where('users.disabled_at', 'is', null)
    .executeTakeFirst();
}

function ended(): SignalboxError {
  return new SignalboxError(
    'session_ended',
    'you are no longer signed in',
    'Sign in again: /sign-in.',
  );
}
