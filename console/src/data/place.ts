import type { Session, SessionEnvironment, SessionProject } from './session.ts';

/** Where the person looks and acts. */
export interface Place {
  readonly project: SessionProject;
  readonly environment: SessionEnvironment;
}

const REMEMBERED = 'signalbox.place';

/**
 * The place that an address names, by name or id; what it leaves open is where this browser was last, then the first there is.
 * Null for a person without any project, and where a project is named that this person is not in.
 */
export function findPlace(
  session: Session,
  asked: { readonly project?: string | undefined; readonly environment?: string | undefined },
  last: { readonly project?: string | undefined; readonly environment?: string | undefined },
): Place | null {
  // Never another project than the one a link names.
  if (asked.project !== undefined && pick(session.projects, asked.project) === undefined)
    return null;
  const project =
    pick(session.projects, asked.project) ??
    pick(session.projects, last.project) ??
    session.projects[0];
  if (project === undefined) return null;
  const environment =
    pick(project.environments, asked.environment) ??
    pick(project.environments, last.environment) ??
    project.environments[0];
  return environment === undefined ? null : { project, environment };
}

function pick<Named extends { readonly id: string; readonly name: string }>(
  list: readonly Named[],
  nameOrId: string | undefined,
): Named | undefined {
  if (nameOrId === undefined) return undefined;
  return list.find(({ name }) => name === nameOrId) ?? list.find(({ id }) => id === nameOrId);
}

export function rememberPlace(place: Place): void {
  const value = { project: place.project.id, environment: place.environment.name };
  localStorage.setItem(REMEMBERED, JSON.stringify(value));
}

export function rememberedPlace(): { project?: string; environment?: string } {
  try {
    const value: unknown = JSON.parse(localStorage.getItem(REMEMBERED) ?? '{}');
    return typeof value === 'object' && value !== null ? value : {};
  } catch {
    return {};
  }
}
