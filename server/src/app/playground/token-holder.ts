import type { TokenHolder } from '../../identity/wiring.ts';
import type { Caller } from '../../platform/http/index.ts';

/** What a token for this caller says: to call models, and nothing more, where the caller acts now. */
export function holderOf(caller: Caller): TokenHolder {
  const { kind, keyId, user } = caller;
  return {
    by: kind,
    sub: user?.id ?? keyId,
    sid: user?.signInId ?? keyId,
    org: caller.organisationId,
    project: caller.projectId,
    environment: caller.environmentId,
    scopes: ['inference'],
  };
}
