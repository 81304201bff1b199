import { Button } from '@mantine/core';
import { unwrap } from '@signalbox/sdk';
import { useMemo, useState } from 'react';
import { useApiMutation } from '../../../data/use-api-mutation.ts';
import { useApiPages } from '../../../data/use-api-pages.ts';
import { ConfirmDanger } from '../../../ui/confirm-danger.tsx';
import type { Column } from '../../../ui/data-table/index.ts';
import { EmptyState } from '../../../ui/empty-state.tsx';
import { PagedList } from '../../../ui/paged-list.tsx';
import { RelativeTime } from '../../../ui/relative-time.tsx';
import type { Role } from './role-words.ts';

interface Invitation {
  readonly id: string;
  readonly email: string;
  readonly role: Role | null;
  readonly project_roles: readonly { readonly project: string; readonly role: Role }[];
  readonly invited_by: string | null;
  readonly created_at: string;
  readonly expires_at: string;
}

const COLUMNS: readonly Column<Invitation>[] = [
  { id: 'email', header: 'E-mail', width: 220, grow: 1, render: ({ email }) => email },
  { id: 'role', header: 'Role', width: 110, render: ({ role }) => role ?? 'by project' },
  {
    id: 'projects',
    header: 'In projects',
    width: 180,
    grow: 1,
    render: ({ project_roles }) =>
      project_roles.map(({ project, role }) => `${project}: ${role}`).join(', '),
  },
  { id: 'by', header: 'Invited by', width: 160, grow: 1, render: ({ invited_by }) => invited_by },
  {
    id: 'created',
    header: 'Invited',
    width: 120,
    render: ({ created_at }) => <RelativeTime iso={created_at} />,
  },
  {
    id: 'expires',
    header: 'Opens until',
    width: 130,
    render: ({ expires_at }) => <RelativeTime iso={expires_at} />,
  },
];

/** The invitations whose links still open, each to be taken back. */
export function Invitations({ onInvite }: { readonly onInvite: (() => void) | null }) {
  const [chosen, setChosen] = useState<Invitation | null>(null);
  const pages = useApiPages<Invitation>(['invitations'], (api, cursor, signal) =>
    unwrap(
      api.GET('/api/v1/invitations', {
        params: { query: { limit: 200, ...(cursor === undefined ? {} : { cursor }) } },
        signal,
      }),
    ),
  );
  const revoke = useApiMutation(
    (api, id: string) =>
      unwrap(api.DELETE('/api/v1/invitations/{id}', { params: { path: { id } } })),
    { changes: [['invitations'], ['audit']] },
  );
  const mayRevoke = onInvite !== null;
  const columns = useMemo(
    () =>
      mayRevoke
        ? [
            ...COLUMNS,
            {
              id: 'revoke',
              header: 'Action',
              width: 110,
              render: (row: Invitation) => (
                <Button
                  size="compact-xs"
                  variant="default"
                  aria-label={`Take back the invitation of ${row.email}`}
                  onClick={() => setChosen(row)}
                >
                  Take back…
                </Button>
              ),
            },
          ]
        : COLUMNS,
    [mayRevoke],
  );
  return (
    <>
      <PagedList<Invitation>
        label="Open invitations"
        storageKey="invitations"
        columns={columns}
        pages={pages}
        rowKey={({ id }) => id}
        empty={
          <EmptyState
            title="No invitation is open"
            action={
              onInvite === null ? undefined : <Button onClick={onInvite}>Invite a person</Button>
            }
          >
            <p>
              People come in by a link that you pass on yourself. It opens once, for 7 days, and
              gives the roles that you choose.
            </p>
          </EmptyState>
        }
      />
      <ConfirmDanger
        opened={chosen !== null}
        onClose={() => setChosen(null)}
        title="Take an invitation back"
        name={chosen?.email ?? ''}
        action="Take it back"
        onConfirm={() => (chosen === null ? Promise.resolve() : revoke.mutateAsync(chosen.id))}
      >
        <p>
          The link that was passed on to {chosen?.email} opens no longer. You can invite them again.
        </p>
      </ConfirmDanger>
    </>
  );
}
