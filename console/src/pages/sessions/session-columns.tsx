import type { SessionSummary } from '../../observe/types.ts';
import { Count } from '../../ui/count.tsx';
import type { Column } from '../../ui/data-table/index.ts';
import { formatDuration, formatRate } from '../../ui/formats.ts';
import { Money } from '../../ui/money.tsx';
import { RelativeTime } from '../../ui/relative-time.tsx';
import { Unknown } from '../../ui/unknown.tsx';
import styles from './sessions.module.css';

export function sessionColumns(content: boolean): readonly Column<SessionSummary>[] {
  const why = content ? 'Nothing was kept.' : 'You may see metadata only.';
  return [
    {
      id: 'last_at',
      header: 'Last request',
      width: 96,
      render: (row) => <RelativeTime iso={row.last_at} />,
    },
    {
      id: 'session',
      header: 'Session',
      width: 120,
      grow: 1,
      render: (row) => row.session,
      filter: (row) => ({ dimension: 'session', value: row.session }),
    },
    {
      id: 'last_input',
      header: 'Last asked',
      width: 100,
      grow: 4,
      render: (row) => row.last_input ?? <Unknown why={why} />,
    },
    {
      id: 'users',
      header: 'Users',
      width: 100,
      render: (row) => row.users.join(', '),
      filter: (row) => {
        const [user] = row.users;
        return user === undefined ? null : { dimension: 'user', value: user };
      },
    },
    {
      id: 'models',
      header: 'Models',
      width: 128,
      grow: 1,
      render: (row) => row.models.join(', '),
    },
    {
      id: 'requests',
      header: 'Requests',
      width: 80,
      align: 'right',
      render: (row) => <Count value={row.requests} />,
    },
    {
      id: 'errors',
      header: 'Errors',
      width: 96,
      align: 'right',
      render: (row) => (
        <span className={row.errors > 0 ? styles.harm : styles.dimmed}>
          {row.errors === 0 ? 'none' : formatRate(row.errors, row.requests)}
        </span>
      ),
    },
    {
      id: 'length',
      header: 'Length',
      width: 112,
      align: 'right',
      render: (row) => formatDuration(row.length_ms),
    },
    {
      id: 'tokens',
      header: 'Tokens',
      width: 80,
      align: 'right',
      render: (row) => (
        <Count
          value={
            row.input_tokens === null && row.output_tokens === null
              ? null
              : (row.input_tokens ?? 0) + (row.output_tokens ?? 0)
          }
        />
      ),
    },
    {
      id: 'cost_usd',
      header: 'Cost',
      width: 96,
      align: 'right',
      render: (row) => <Money usd={row.cost_usd} />,
    },
  ];
}
