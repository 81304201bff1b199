import type { Given } from './given.ts';
import type { Role } from './role-words.ts';

/** A person as the API lists them. */
export interface Person {
  readonly id: string;
  readonly email: string;
  readonly name: string;
  readonly role: Role | null;
  readonly content: boolean | null;
  readonly project_roles: readonly {
    readonly project_id: string;
    readonly project: string;
    readonly role: Role;
    readonly content: boolean | null;
  }[];
  readonly disabled_at: string | null;
  readonly last_seen_at: string | null;
  readonly created_at: string;
  readonly version: number;
}

export function givenOf({ role, content, project_roles }: Person): Given {
  return {
    role,
    content,
    project_roles: project_roles.map(({ project_id, role: own, content: sees }) => ({
      project_id,
      role: own,
      content: sees,
    })),
  };
}
