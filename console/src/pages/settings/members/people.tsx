import { unwrap } from '@signalbox/sdk';
import { useApiPages } from '../../../data/use-api-pages.ts';
import { useSearch } from '../../../data/use-search.ts';
import { type Column, DataTable } from '../../../ui/data-table/index.ts';
import { ErrorNotice } from '../../../ui/error-notice.tsx';
import { RelativeTime } from '../../../ui/relative-time.tsx';
import { SplitView } from '../../../ui/split-view.tsx';
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
    render: ({ role }) => role ?? <span title="Only in the projects named">in projects</span>,
  },
  {
    id: 'content',
    header: 'Sees',
    width: 170,
    render: ({ role, content }) => contentWords(role, content),
  },
  {
    id: 'projects',
    header: 'In projects',
    width: 160,
    grow: 2,
    render: ({ project_roles }) =>
      project_roles
        .map(
          ({ project, role, content }) =>
            `${project}: ${role}${content === null ? '' : ` (${contentWords(role, content)})`}`,
        )
        .join(', '),
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
  const { rows, error, stale, hasMore, more, retry } = useApiPages<Person>(
    ['users'],
    (api, cursor, signal) =>
      unwrap(
        api.GET('/api/v1/users', {
          params: { query: { limit: 200, ...(cursor === undefined ? {} : { cursor }) } },
          signal,
        }),
      ),
  );
  if (error !== null && rows === undefined) {
    return (
      <div className={styles.error}>
        <ErrorNotice error={error} onRetry={retry} />
      </div>
    );
  }
  const chosen = rows?.find(({ id }) => id === open);
  return (
    <SplitView>
      <DataTable
        label="People"
        storageKey="people"
        columns={COLUMNS}
        rows={rows ?? []}
        rowKey={({ id }) => id}
        selected={open}
        onOpen={({ id }) => set({ person: id })}
        loading={rows === undefined}
        stale={stale}
        hasMore={hasMore}
        onMore={more}
        empty="Nobody has come in yet: they do by invitation."
      />
      {chosen === undefined ? null : (
        <PersonPanel
          key={`${chosen.id} ${chosen.version}`}
          person={chosen}
          onClose={() => set({ person: undefined })}
        />
      )}
    </SplitView>
  );
}
