import type { Column } from '../../ui/data-table/index.ts';
import { RelativeTime } from '../../ui/relative-time.tsx';
import { type Key, type KeyStatus, statusOf } from './key.ts';
import { KeyCost, KeyRequests } from './key-cost.tsx';
import styles from './keys.module.css';
import type { Spent } from './use-spent.ts';

export function keyColumns(spent: Spent): readonly Column<Key>[] {
  return [...NAMED, ...(spent === null ? [] : spentColumns(spent)), ...TIMES];
}

function spentColumns(spent: NonNullable<Spent>): readonly Column<Key>[] {
  return [
    {
      id: 'requests',
      header: 'Requests',
      width: 80,
      align: 'right',
      render: (key) => <KeyRequests of={key} spent={spent} />,
    },
    {
      id: 'cost',
      header: 'Cost',
      width: 84,
      align: 'right',
      render: (key) => <KeyCost of={key} spent={spent} />,
    },
  ];
}

const NAMED: readonly Column<Key>[] = [
  { id: 'name', header: 'Name', width: 140, grow: 2, render: ({ name }) => name },
  {
    id: 'public_id',
    header: 'Key',
    width: 148,
    render: ({ public_id }) => <code title={public_id}>{public_id.slice(0, 16)}…</code>,
  },
  { id: 'kind', header: 'Opens', width: 96, render: ({ kind }) => kind },
  {
    id: 'environment',
    header: 'Environment',
    width: 108,
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
    width: 84,
    grow: 1,
    render: ({ allowed_models, kind }) =>
      kind === 'management' ? '' : (allowed_models?.join(', ') ?? 'all'),
  },
];

const TIMES: readonly Column<Key>[] = [
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
    hidden: true,
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
