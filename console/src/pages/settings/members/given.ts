import type { Role } from './role-words.ts';

/** What somebody is given in a project. */
export interface ProjectGiven {
  readonly project_id: string;
  readonly role: Role;
  readonly content: boolean | null;
}

/** What somebody is given altogether. */
export interface Given {
  readonly role: Role | null;
  readonly content: boolean | null;
  readonly project_roles: readonly ProjectGiven[];
}

interface ProjectChange {
  project_id: string;
  role: Role | null;
  content: boolean | null;
}

export interface GivenPatch {
  role?: Role | null;
  content?: boolean | null;
  project_roles?: ProjectChange[];
}

/** What has to be sent so that `before` becomes `after`; without what stays as it is. Null: nothing. */
export function changesBetween(before: Given, after: Given): GivenPatch | null {
  const patch: GivenPatch = {};
  if (after.role !== before.role) patch.role = after.role;
  if (after.content !== before.content) patch.content = after.content;
  const projects = [
    ...after.project_roles.flatMap((given) => {
      const old = before.project_roles.find(({ project_id }) => project_id === given.project_id);
      return old?.role === given.role && old.content === given.content ? [] : [{ ...given }];
    }),
    ...before.project_roles.flatMap(({ project_id }) =>
      after.project_roles.some((given) => given.project_id === project_id)
        ? []
        : [{ project_id, role: null, content: null }],
    ),
  ];
  if (projects.length > 0) patch.project_roles = projects;
  return Object.keys(patch).length === 0 ? null : patch;
}
