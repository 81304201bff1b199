import { credentialFromHeaders } from '../../identity/index.ts';
import {
  createSignInAuthenticator,
  createStoredAuthenticator,
  isCsrfTokenOf,
} from '../../identity/wiring.ts';
import type { Database } from '../../platform/postgres/index.ts';
import { type Authenticate, checkCsrfToken, checkSameOrigin } from '../http/index.ts';

/**
 * Who calls the management API: the key in the headers, else the person whose cookie the browser sent. A browser adds
 * cookies to what other sites make it send, so that a change with one has to prove that a page of the console sent it.
 */
export function createAuthenticate(db: Database, now: () => number): Authenticate {
  const byKey = createStoredAuthenticator(db, 'management');
  const bySession = createSignInAuthenticator(db);
  return async (presented) => {
    const { headers, sessionToken } = presented;
    const credential = credentialFromHeaders(headers);
    if (credential !== null || sessionToken === null) return await byKey(credential, now());
    const caller = await bySession(sessionToken, now());
    checkSameOrigin(presented);
    checkCsrfToken(presented, (given) => isCsrfTokenOf(sessionToken, given));
    return caller;
  };
}
