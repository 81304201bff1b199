import { SignalboxError } from '../../platform/errors/index.ts';
import type { Caller, Endpoint } from '../../platform/http/index.ts';

/** Finds out who calls. Throws `key_missing` or `key_invalid`. */
export type Authenticate = (
  headers: Readonly<Record<string, string | readonly string[] | undefined>>,
) => Promise<Caller>;

/** The project (and its default environment) of this id or name in the caller's organisation; null: there is none. */
export type FindProject = (
  caller: Caller,
  idOrName: string,
) => Promise<{ readonly projectId: string; readonly environmentId: string } | null>;

/** The header by which an owner of the organisation acts in another project than the first. */
export const PROJECT_HEADER = 'x-signalbox-project';

/**
 * Decides whether `caller` may call `endpoint`, in which project. The scope is checked before the project, so that a
 * key without it learns nothing about which projects exist.
 */
export async function authorise(
  endpoint: Pick<Endpoint, 'scope'>,
  caller: Caller,
  project: string | undefined,
  findProject: FindProject,
): Promise<Caller> {
  if (!caller.scopes.has(endpoint.scope)) {
    throw new SignalboxError(
      'scope_missing',
      `this key has no scope ${endpoint.scope}`,
      'Use a key with that scope, or create one with `signalbox keys create --scope`.',
    );
  }
  if (project === undefined || project === caller.projectId) return caller;
  const found = await findProject(caller, project);
  if (found !== null && found.projectId === caller.projectId) return caller;
  if (found === null || caller.reach !== 'organisation') {
    throw new SignalboxError(
      'not_found',
      'there is no such project that this key may see',
      `Check the header ${PROJECT_HEADER}.`,
    );
  }
  return { ...caller, ...found };
}
