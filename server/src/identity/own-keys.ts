import { SignalboxError } from '../platform/errors/index.ts';
import type { Caller } from '../platform/http/index.ts';
import type { CreateKey, UpdateKey } from './schema.ts';

/**
 * Whose keys a caller deals with: everybody's in the project (null), or, for a person without `scope`, their own. The
 * endpoints are declared with `ownScope: 'keys:own'`.
 */
export function keysOf(caller: Caller, scope: 'keys:read' | 'keys:write'): string | null {
  return caller.scopes.has(scope) ? null : (caller.user?.id ?? '');
}

/** The owner of a new key. Throws `scope_missing` where a person may make gateway keys for themselves only. */
export function ownerOfNew(caller: Caller, body: CreateKey): NonNullable<CreateKey['owner']> {
  const own = keysOf(caller, 'keys:write');
  if (own === null) return body.owner ?? { kind: 'service', id: body.name };
  if (body.kind === 'management') throw refused('make management keys');
  refuseOther(own, body.owner);
  return { kind: 'user', id: own };
}

/** Throws `scope_missing` where a person would give away their own key. */
export function checkNewOwner(caller: Caller, body: UpdateKey): void {
  const own = keysOf(caller, 'keys:write');
  if (own !== null) refuseOther(own, body.owner);
}

function refuseOther(own: string, owner: CreateKey['owner']): void {
  if (owner === undefined || (owner.kind === 'user' && owner.id === own)) return;
  throw refused('make keys for others');
}

function refused(what: string): SignalboxError {
  return new SignalboxError(
    'scope_missing',
    `your role in this project does not let you ${what}`,
    'Ask an admin or owner of it; gateway keys of your own you may make.',
  );
}
