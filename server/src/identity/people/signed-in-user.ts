import { SignalboxError } from '../../platform/errors/index.ts';
import type { Caller, SignedIn } from '../../platform/http/index.ts';

/** The person who calls. Throws `scope_missing` where a key does. */
export function signedInUser(caller: Caller): SignedIn {
  if (caller.user !== undefined) return caller.user;
  throw new SignalboxError(
    'scope_missing',
    'this is about the person who is signed in, and a key calls',
    'Sign in on the console.',
  );
}
