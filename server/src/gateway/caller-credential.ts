import type { IncomingHttpHeaders } from 'node:http';
import { OWN_KEY_HEADER } from '../identity/index.ts';
import { CredentialBlank } from '../inference/index.ts';
import { SignalboxError } from '../platform/errors/index.ts';
import type { Candidate } from './plan.ts';

/*
 * Coding agents log in at their provider by themselves. Of a provider whose clients do (`credential_from: caller`), a call carries
 * the gateway's key in `x-signalbox-key` and its own credential where its protocol has it; that passes untouched to this
 * provider and to no other, on this call and no further one. No record, log or error holds it.
 */

/** Where protocols have a client's credential. */
const LOGINS = ['authorization', 'x-api-key', 'api-key', 'x-goog-api-key'] as const;

/** A candidate as one call of a client reaches it, with the headers by which that logs in; null where it need not. */
interface LoggedIn {
  readonly candidate: Candidate;
  readonly headers: Readonly<Record<string, string>> | null;
}

/** Whether a candidate can be called for this client alone. */
export function isOfCaller({ entity }: Candidate): boolean {
  return entity.credential_from === 'caller';
}

/** Throws `request_invalid` where the provider's clients log in by themselves and this one did not. */
export function loggedIn(candidate: Candidate, headers: IncomingHttpHeaders): LoggedIn {
  if (!isOfCaller(candidate)) return { candidate, headers: null };
  // Without it, what stands in the other headers may be the key of the gateway.
  const own = headers[OWN_KEY_HEADER] !== undefined;
  const sent: Record<string, string> = {};
  for (const name of LOGINS) {
    const value = headers[name];
    if (own && typeof value === 'string' && value !== '') sent[name] = value;
  }
  const secrets = Object.values(sent).map((value) => value.replace(/^\S+ +/, ''));
  if (secrets.length === 0) throw notLoggedIn(candidate);
  const { provider } = candidate;
  const blank = CredentialBlank.of(null, secrets);
  return { candidate: { ...candidate, provider: { ...provider, blank } }, headers: sent };
}

function notLoggedIn({ provider }: Candidate): SignalboxError {
  return new SignalboxError(
    'request_invalid',
    `the provider "${provider.name}" takes the credential of whoever calls, and this call has none besides the gateway's key`,
    `Send the gateway's key in ${OWN_KEY_HEADER}, and log in at the provider as without a gateway (authorization or x-api-key).`,
    { details: { param: OWN_KEY_HEADER } },
  );
}
