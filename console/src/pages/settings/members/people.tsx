import { unwrap } from '@signalbox/sdk';
import { useApiPages } from '../../../data/use-api-pages.ts';
import { useSearch } from '../../../data/use-search.ts';
import type { Column } from '../../../ui/data-table/index.ts';
import { EmptyState } from '../../../ui/empty-state.tsx';
import { PagedList } from '../../../ui/paged-list.tsx';
import { RelativeTime } from '../../../ui/relative-time.tsx';
import styles from './members.module.css';
import type { Person } from './person.ts';
import { PersonPanel } from './person-panel.tsx';
import { contentWords } from './role-words.ts';

const COLUMNS: readonly Column<Person>[] = [
  { id: 'name', header: 'Name', width: 160, grow: 1, render: ({ name }) => name },
  { id: 'email', header: 'E-mail', width: 200, grow: 1, render: ({ email }) => email },
  {
    id: 'role',
    header: 'Role',
    width: 100,
    render: ({ role }) =>
      role ?? (
        <span className={styles.all} title="Only in the projects named">
          by project
        </span>
      ),
  },
  {
    id: 'content',
    header: 'Sees',
    width: 184,
    render: ({ role, content }) => contentWords(role, content),
  },
  {
    id: 'projects',
    header: 'In projects',
    width: 160,
    grow: 2,
    render: ({ role, project_roles }) =>
      project_roles.length === 0 ? (
        <span className={styles.all}>{role === null ? 'none' : `all: ${role}`}</span>
      ) : (
        project_roles
          .map(
            ({ project, role: here, content }) =>
              `${project}: ${here}${content === null ? '' : ` (${contentWords(here, content)})`}`,
          )
          .join(', ')
      ),
  },
  {
    id: 'seen',
    header: 'Last seen',
    width: 120,
    render: ({ last_seen_at }) => (
      <RelativeTime iso={last_seen_at} why="No sign-in of theirs in the last 30 days." />
    ),
  },
  {
    id: 'state',
    header: 'State',
    width: 90,
    render: ({ disabled_at }) =>
      disabled_at === null ? 'active' : <span className={styles.off}>disabled</span>,
  },
];

/** Everybody who may sign in, each opened beside the list. */
export function People() {
  const [{ person: open }, set] = useSearch();
  const pages = useApiPages<Person>(['users'], (api, cursor, signal) =>
    unwrap(
      api.GET('/api/v1/users', {
        params: { query: { limit: 200, ...(cursor === undefined ? {} : { cursor }) } },
        signal,
      }),
    ),
  );
  const chosen = pages.rows?.find(({ id }) => id === open);
  return (
    <PagedList<Person>
      label="People"
      storageKey="people"
      columns={COLUMNS}
      pages={pages}
      rowKey={({ id }) => id}
      selected={open}
      onOpen={({ id }) => set({ person: id })}
      empty={
        <EmptyState title="Nobody has come in yet">
          People come in by invitation: by a link that you pass on yourself.
        </EmptyState>
      }
      panel={
        chosen === undefined ? null : (
          <PersonPanel
            key={`${chosen.id} ${chosen.version}`}
            person={chosen}
            onClose={() => set({ person: undefined })}
          />
        )
      }
    />
  );
}
