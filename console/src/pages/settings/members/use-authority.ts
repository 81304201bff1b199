import { useMemo } from 'react';
import { useSession } from '../../../data/session.ts';
import { isRole, type Role } from './role-words.ts';

export interface Authority {
  /** The highest role that this person may give in the organisation; null: none. */
  readonly organisation: Role | null;
  /** The projects whose people they may change, with the highest role that they may give there. */
  readonly projects: readonly { readonly id: string; readonly name: string; readonly most: Role }[];
}

/** What the reader may give others: no more than they have. It only hides what the API would refuse. */
export function useAuthority(): Authority {
  const { role, projects, user } = useSession();
  return useMemo(
    () => ({
      organisation: user === null ? 'owner' : role === 'owner' || role === 'admin' ? role : null,
      projects: projects
        .filter(({ scopes }) => scopes.includes('people:write'))
        .map(({ id, name, role: own }) => ({
          id,
          name,
          most: user === null ? 'owner' : isRole(own) ? own : 'member',
        })),
    }),
    [role, projects, user],
  );
}
