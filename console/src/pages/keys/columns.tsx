import type { Column } from '../../ui/data-table/index.ts';
import { RelativeTime } from '../../ui/relative-time.tsx';
import { type Key, type KeyStatus, statusOf } from './key.ts';
import styles from './keys.module.css';

export const COLUMNS: readonly Column<Key>[] = [
  { id: 'name', header: 'Name', width: 160, grow: 2, render: ({ name }) => name },
  {
    id: 'public_id',
    header: 'Key',
    width: 168,
    render: ({ public_id }) => <code title={public_id}>{public_id.slice(0, 16)}…</code>,
  },
  { id: 'kind', header: 'Opens', width: 96, render: ({ kind }) => kind },
  {
    id: 'environment',
    header: 'Environment',
    width: 112,
    render: ({ environment }) => environment,
  },
  {
    id: 'owner',
    header: 'Owner',
    width: 120,
    grow: 1,
    hidden: true,
    render: ({ owner }) => (owner.kind === 'service' ? owner.id : owner.kind),
  },
  {
    id: 'models',
    header: 'Models',
    width: 100,
    grow: 1,
    render: ({ allowed_models, kind }) =>
      kind === 'management' ? '' : (allowed_models?.join(', ') ?? 'all'),
  },
  {
    id: 'used',
    header: 'Last used',
    width: 96,
    render: ({ last_used_at }) => <RelativeTime iso={last_used_at} why="It was never used." />,
  },
  {
    id: 'created',
    header: 'Made',
    width: 96,
    render: ({ created_at }) => <RelativeTime iso={created_at} />,
  },
  {
    id: 'expires',
    header: 'Expires',
    width: 96,
    render: ({ expires_at }) => (expires_at === null ? 'never' : <RelativeTime iso={expires_at} />),
  },
  {
    id: 'status',
    header: 'State',
    width: 76,
    render: (key) => <Status of={statusOf(key, Date.now())} />,
  },
];

export function Status({ of }: { readonly of: KeyStatus }) {
  return of === 'active' ? 'active' : <span className={styles.off}>{of}</span>;
}
