import { SignalboxError } from '../../platform/errors/index.ts';
import { type Endpoint, endpoint, publicEndpoint } from '../../platform/http/index.ts';
import type { Logger } from '../../platform/log/index.ts';
import type { Database } from '../../platform/postgres/index.ts';
import type { IdentityContext } from '../context.ts';
import { countAttempt, forgetAttempts } from './attempts.ts';
import { auditPerson, type PublicCall } from './audited.ts';
import { Done, Me, SignIn } from './schema.ts';
import { signIn } from './sign-in.ts';
import { endSignIns } from './sign-ins.ts';
import { signedInUser } from './signed-in-user.ts';

const tag = 'people';

export function signInEndpoints(context: IdentityContext): Endpoint[] {
  return [signInEndpoint(context), signOut(context)];
}

function signInEndpoint(context: IdentityContext): Endpoint {
  const { db, passwords, log } = context;
  return publicEndpoint({
    method: 'POST',
    path: '/api/v1/auth/sign-in',
    operationId: 'signIn',
    summary:
      'Signs a person in: sets the cookie of the session. Attempts are limited by address and by account.',
    tag,
    body: SignIn,
    response: Me,
    async handler(call) {
      const { email, password } = call.body;
      const ip = call.ip ?? '';
      await countAttempt(db, { email, ip });
      const user = await userOf(db, email);
      // An account that is not there, or is disabled, takes as long as a wrong password.
      const matches = await passwords.matches(password, user?.password_hash ?? null);
      if (user === undefined || !matches || user.disabled_at !== null) {
        if (user !== undefined) auditRefusal(db, log, call, user);
        throw refused();
      }
      await forgetAttempts(db, email, ip);
      return await signIn(context, call, async (trx) => {
        // Checking took a while: a password that was changed or a user who was disabled meanwhile does not come in.
        const still = await trx
          .selectFrom('users')
          .select('id')
          .where('id', '=', user.id)
          .where('password_hash', '=', user.password_hash)
          .where('disabled_at', 'is', null)
          .forUpdate()
          .executeTakeFirst();
        if (still === undefined) throw refused();
        await auditPerson(trx, call, user, {
          action: 'user.sign_in',
          target: { kind: 'user', id: user.id },
          before: null,
          after: null,
        });
        return { user, ops: [] };
      });
    },
  });
}

function refused(): SignalboxError {
  return new SignalboxError(
    'sign_in_failed',
    'e-mail or password is wrong',
    'Check both. An owner who lost theirs runs `signalbox owner-link` on the server.',
  );
}

/** People are found in the installation's own organisation. */
function userOf(db: Database, email: string) {
  return db
    .selectFrom('users')
    .innerJoin('installation', 'installation.default_organisation_id', 'users.organisation_id')
    .select(['users.id', 'users.organisation_id', 'users.password_hash', 'users.disabled_at'])
    .where((eb) => eb(eb.fn('lower', ['users.email']), '=', email.trim().toLowerCase()))
    .executeTakeFirst();
}

/** After the answer: it must take no longer where there is an account. As many as there are attempts for one. */
function auditRefusal(
  db: Database,
  log: Logger,
  call: PublicCall,
  user: { readonly id: string; readonly organisation_id: string },
): void {
  const written = db.transaction().execute((trx) =>
    auditPerson(trx, call, user, {
      actor: { kind: 'system', id: 'control' },
      action: 'user.sign_in_refused',
      target: { kind: 'user', id: user.id },
      before: null,
      after: null,
    }),
  );
  written.catch((error: unknown) => log.warn({ err: error }, 'an audit row was not written'));
}

function signOut({ mutate }: IdentityContext): Endpoint {
  return endpoint({
    method: 'POST',
    path: '/api/v1/auth/sign-out',
    operationId: 'signOut',
    summary: 'Ends the sign-in that calls.',
    tag,
    access: 'caller',
    response: Done,
    async handler(call) {
      const user = signedInUser(call.caller);
      await mutate('signOut', call, async (trx) => ({
        answer: null,
        audit: {
          action: 'user.sign_out',
          target: { kind: 'user', id: user.id },
          before: null,
          after: null,
          projectId: null,
        },
        ops: await endSignIns(trx, { id: user.signInId, userId: user.id }),
      }));
      call.session.clear();
      return { done: true } as const;
    },
  });
}
