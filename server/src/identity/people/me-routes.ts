import { z } from 'zod';
import { SignalboxError } from '../../platform/errors/index.ts';
import { type Endpoint, endpoint } from '../../platform/http/index.ts';
import { found, unchanged } from '../../platform/management/index.ts';
import type { IdentityContext } from '../context.ts';
import { IdParams } from '../schema.ts';
import { countAttempt, forgetAttempts } from './attempts.ts';
import { meOf } from './me.ts';
import { checkPassword } from './password-rules.ts';
import { ChangePassword, Done, EndedSignIn, Me, SignInShown, UpdateMe } from './schema.ts';
import { IDLE_MS } from './session.ts';
import { endSignIns } from './sign-ins.ts';
import { signedInUser } from './signed-in-user.ts';

const tag = 'people';
const MAX_LISTED = 200;

export function meEndpoints(context: IdentityContext): Endpoint[] {
  return [
    me(context),
    update(context),
    changePassword(context),
    listSignIns(context),
    revoke(context),
  ];
}

function me({ db }: IdentityContext): Endpoint {
  return endpoint({
    method: 'GET',
    path: '/api/v1/auth/me',
    operationId: 'getMe',
    summary: 'Who calls, the projects that they may enter and what they may do in each.',
    tag,
    access: 'caller',
    response: Me,
    // The CSRF token.
    secret: true,
    handler: ({ caller, session }) => meOf(db, caller, session.token),
  });
}

function update({ db, mutate }: IdentityContext): Endpoint {
  return endpoint({
    method: 'PATCH',
    path: '/api/v1/auth/me',
    operationId: 'updateMe',
    summary: 'Changes the name of the person who is signed in.',
    tag,
    access: 'caller',
    body: UpdateMe,
    response: Me,
    async handler(call) {
      const { caller, body } = call;
      const user = signedInUser(caller);
      await mutate('updateMe', call, async (trx) => {
        if (body.name === user.name) return unchanged(null);
        await trx.updateTable('users').set({ name: body.name }).where('id', '=', user.id).execute();
        return {
          answer: null,
          audit: {
            action: 'user.update',
            target: { kind: 'user', id: user.id },
            before: { name: user.name },
            after: { name: body.name },
            projectId: null,
          },
          ops: [],
        };
      });
      const renamed = { ...caller, user: { ...user, name: body.name } };
      return await meOf(db, renamed, call.session.token);
    },
  });
}

function changePassword({ db, mutate, passwords, published }: IdentityContext): Endpoint {
  return endpoint({
    method: 'POST',
    path: '/api/v1/auth/password',
    operationId: 'changePassword',
    summary: 'Changes the password of the person who is signed in, and ends their other sign-ins.',
    tag,
    access: 'caller',
    body: ChangePassword,
    response: Done,
    async handler(call) {
      const { body } = call;
      const user = signedInUser(call.caller);
      const ip = call.ip ?? '';
      // Whoever finds an unlocked screen must not guess on.
      await countAttempt(db, { email: user.email, ip });
      const stored = await db
        .selectFrom('users')
        .select('password_hash')
        .where('id', '=', user.id)
        .executeTakeFirst();
      if (!(await passwords.matches(body.current, stored?.password_hash ?? null))) {
        throw new SignalboxError(
          'request_invalid',
          'body/current: this is not your password',
          'Type the one that you signed in with.',
        );
      }
      await forgetAttempts(db, user.email, ip);
      checkPassword(body.new, user);
      const password_hash = await passwords.hash(body.new);
      // What is kept for a repetition of this call must not depend on a password, hashed or not.
      const unkept = { ...call, headers: { ...call.headers, idempotencyKey: null } };
      const { generation } = await mutate('changePassword', unkept, async (trx) => {
        await trx.updateTable('users').set({ password_hash }).where('id', '=', user.id).execute();
        return {
          answer: null,
          audit: {
            action: 'user.change_password',
            target: { kind: 'user', id: user.id },
            before: null,
            after: null,
            projectId: null,
          },
          ops: await endSignIns(trx, { userId: user.id, except: user.signInId }),
        };
      });
      if (generation !== null) await published(generation);
      return { done: true } as const;
    },
  });
}

function listSignIns({ db }: IdentityContext): Endpoint {
  return endpoint({
    method: 'GET',
    path: '/api/v1/auth/sign-ins',
    operationId: 'listSignIns',
    summary: 'Where the person is signed in, newest first.',
    tag,
    access: 'caller',
    response: z.object({ data: z.array(SignInShown), next_cursor: z.null() }),
    async handler({ caller }) {
      const user = signedInUser(caller);
      const rows = await db
        .selectFrom('sign_ins')
        .selectAll()
        .where('user_id', '=', user.id)
        .where('ended_at', 'is', null)
        .where('expires_at', '>', new Date())
        .where('last_seen_at', '>', new Date(Date.now() - IDLE_MS))
        .orderBy('id', 'desc')
        .limit(MAX_LISTED)
        .execute();
      return {
        data: rows.map((row) => ({
          id: row.id,
          current: row.id === user.signInId,
          ip: row.ip,
          user_agent: row.user_agent,
          created_at: row.created_at.toISOString(),
          last_seen_at: row.last_seen_at.toISOString(),
          expires_at: row.expires_at.toISOString(),
        })),
        next_cursor: null,
      };
    },
  });
}

function revoke({ mutate, published }: IdentityContext): Endpoint {
  return endpoint({
    method: 'DELETE',
    path: '/api/v1/auth/sign-ins/:id',
    operationId: 'revokeSignIn',
    summary:
      'Ends a sign-in of one’s own: its next call is refused, and its tokens by every gateway.',
    tag,
    access: 'caller',
    params: IdParams,
    response: EndedSignIn,
    async handler(call) {
      const user = signedInUser(call.caller);
      const { id } = call.params;
      const { answer, generation } = await mutate('revokeSignIn', call, async (trx) => {
        const ops = await endSignIns(trx, { id, userId: user.id });
        const row = await trx
          .selectFrom('sign_ins')
          .select(['ended_at', 'ip', 'user_agent'])
          .where('id', '=', id)
          .where('user_id', '=', user.id)
          .executeTakeFirst();
        const { ended_at, ip, user_agent } = found(row, 'sign-in');
        const answer = { id, ended_at: (ended_at ?? new Date()).toISOString() };
        // It had ended before.
        if (ops.length === 0) return unchanged(answer);
        return {
          answer,
          audit: {
            action: 'sign_in.revoke',
            target: { kind: 'sign_in', id },
            before: { ip, user_agent },
            after: null,
            projectId: null,
          },
          ops,
        };
      });
      if (id === user.signInId) call.session.clear();
      return { ...answer, ...(await published(generation)) };
    },
  });
}
