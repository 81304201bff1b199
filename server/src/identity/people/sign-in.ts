import type { Transaction } from 'kysely';
import { type ConfigOp, recordConfigChange } from '../../platform/config-stream/index.ts';
import type { SignInCookie } from '../../platform/http/index.ts';
import type { DB } from '../../platform/postgres/index.ts';
import type { IdentityContext } from '../context.ts';
import type { PublicCall } from './audited.ts';
import { meOf } from './me.ts';
import type { Me } from './schema.ts';
import { beginSignIn, keepSignedIn } from './sign-ins.ts';
import { createSignInAuthenticator } from './stored-sessions.ts';

interface EnteringCall extends PublicCall {
  readonly headers: { readonly userAgent?: string | null };
  readonly session: SignInCookie;
}

interface Entering {
  readonly user: { readonly id: string; readonly organisation_id: string };
  readonly ops: readonly ConfigOp[];
}

/**
 * Signs in whom `prepare` finds or makes, in one transaction with what it does. The cookie is set after the commit, and
 * the answer is what `GET auth/me` says with it.
 */
export async function signIn(
  { db }: Pick<IdentityContext, 'db'>,
  call: EnteringCall,
  prepare: (trx: Transaction<DB>) => Promise<Entering>,
): Promise<Me> {
  const { token } = await db.transaction().execute(async (trx) => {
    const { user, ops } = await prepare(trx);
    const begun = await beginSignIn(trx, user, {
      ip: call.ip ?? null,
      userAgent: call.headers.userAgent ?? null,
      session: call.session,
    });
    const all = [...ops, ...begun.ops];
    if (all.length > 0) await recordConfigChange(trx, all);
    return begun;
  });
  keepSignedIn(call.session, token);
  const caller = await createSignInAuthenticator(db)(token, Date.now());
  return await meOf(db, caller, token);
}
