import { expect } from 'vitest';
import { newId } from '../../lib/ids.ts';
import type { Answer } from './management.ts';

export type Role = 'viewer' | 'member' | 'admin' | 'owner';
/** Lowest first. */
export const ROLES: readonly Role[] = ['viewer', 'member', 'admin', 'owner'];

/** The lowest role that has each scope, written down apart from the code that decides it. */
const LOWEST: Readonly<Record<string, Role>> = {
  inference: 'member',
  'traces:read': 'viewer',
  'usage:read': 'viewer',
  'models:read': 'viewer',
  'routes:read': 'viewer',
  'providers:read': 'viewer',
  'projects:read': 'viewer',
  'keys:read': 'admin',
  'keys:write': 'admin',
  'models:write': 'admin',
  'routes:write': 'admin',
  'providers:write': 'admin',
  'projects:write': 'admin',
  'people:read': 'admin',
  'people:write': 'admin',
  'audit:read': 'admin',
  'system:read': 'admin',
};

/** What a member may do with keys of their own. */
export const OWN = ['createKey', 'getKey', 'listKeyNames', 'listKeys', 'revokeKey', 'updateKey'];

/** That this is the answer to somebody whose role in the project is this; `none`: who has none anywhere. */
export function expectAsRole(
  role: Role | 'none',
  { scope, operationId }: { readonly scope: string; readonly operationId: string },
  answer: Answer,
): void {
  const lowest = LOWEST[scope];
  if (lowest === undefined) throw new Error(`Which role has ${scope}? Write it down above.`);
  const { code, message } = answer.body.error ?? {};
  const got = [operationId, answer.status, code];
  const own = OWN.includes(operationId) && role === 'member';
  if (role !== 'none' && (ROLES.indexOf(role) >= ROLES.indexOf(lowest) || own)) {
    expect(got).not.toEqual([operationId, 401, expect.anything()]);
    expect([operationId, message]).not.toEqual([operationId, expect.stringContaining('role in')]);
    return;
  }
  expect(got).toEqual([operationId, 403, 'scope_missing']);
  if (role !== 'none') expect(message).toContain(scope);
}

/** An address of the endpoint with ids that name nothing. */
export const addressOf = (path: string) =>
  path.replace(/:[a-z_]+/gi, (name) => (name === ':id' ? newId() : 'nothing'));
