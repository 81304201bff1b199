import type { Place } from '../../identity/wiring.ts';
import { SignalboxError } from '../../platform/errors/index.ts';
import type { Caller, Endpoint } from '../../platform/http/index.ts';

/** What a request carries of who sends it, and whether it may have been sent by another site. */
export interface Presented {
  readonly method: string;
  readonly headers: Readonly<Record<string, string | readonly string[] | undefined>>;
  /** The cookie of a browser that is signed in, or null. */
  readonly sessionToken: string | null;
}

/** Finds out who calls. Throws `key_missing`, `key_invalid`, `session_ended` or `csrf_refused`. */
export type Authenticate = (presented: Presented) => Promise<Caller>;

/** The caller in that place, with what they may do there; null: there is no such place for them. */
export type EnterPlace = (caller: Caller, place: Place) => Promise<Caller | null>;

/** The headers by which people, and keys of an owner, choose where they act. */
export const PROJECT_HEADER = 'x-signalbox-project';
export const ENVIRONMENT_HEADER = 'x-signalbox-environment';

/**
 * Decides whether `caller` may call `endpoint`, and in which place. A key's scopes are the same everywhere and are
 * checked first, so that a key without one learns nothing about which projects exist. A person's depend on the project.
 */
export async function authorise(
  endpoint: Pick<Endpoint, 'scope' | 'ownScope'>,
  caller: Caller,
  place: Place,
  enterPlace: EnterPlace,
): Promise<Caller> {
  // What only asks who someone is happens nowhere in particular.
  if (endpoint.scope === undefined) return caller;
  if (caller.user === undefined) checkScope(endpoint, caller);
  const entered = await enterPlace(caller, place);
  if (entered === null) {
    throw new SignalboxError(
      'not_found',
      'there is no such project or environment that you may act in',
      `Check the headers ${PROJECT_HEADER} and ${ENVIRONMENT_HEADER}.`,
    );
  }
  checkScope(endpoint, entered);
  return entered;
}

function checkScope(endpoint: Pick<Endpoint, 'scope' | 'ownScope'>, caller: Caller): void {
  const { scope, ownScope } = endpoint;
  if (scope === undefined || caller.scopes.has(scope)) return;
  // Their own things: only a person has any.
  if (ownScope !== undefined && caller.user !== undefined && caller.scopes.has(ownScope)) return;
  throw caller.user === undefined
    ? new SignalboxError(
        'scope_missing',
        `this key has no scope ${scope}`,
        'Use a key with that scope, or create one with `signalbox keys create --scope`.',
      )
    : new SignalboxError(
        'scope_missing',
        `your role in this project does not include ${scope}`,
        'Ask an admin or owner of it.',
      );
}
