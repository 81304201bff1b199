import { formatBytes, formatCount } from '../../ui/formats.ts';
import { PlainTable } from '../../ui/plain-table.tsx';
import { RelativeTime } from '../../ui/relative-time.tsx';
import styles from './system.module.css';
import type { System } from './types.ts';

const KINDS: Readonly<Record<string, string>> = {
  chdb: 'chDB, inside of telemetry',
  clickhouse: 'ClickHouse',
};

/** What is stored, and where. */
export function Stores({ stores: { postgres, analytics } }: { readonly stores: System['stores'] }) {
  return (
    <section aria-label="Stores">
      <h2 className={styles.heading}>Stores</h2>
      <p className={styles.explain}>
        Configuration, people and the ledger are in PostgreSQL {postgres.version}
        {postgres.embedded ? ', which comes with Signalbox' : ' of your own'}:{' '}
        {formatBytes(postgres.bytes)}.{' '}
        {analytics === null ? (
          'Telemetry does not answer now.'
        ) : (
          <>
            Requests are in {KINDS[analytics.kind] ?? analytics.kind}:{' '}
            {formatBytes(analytics.bytes)} in {formatCount(analytics.rows)} rows
            {analytics.last_applied_at === null ? (
              ', and none came since telemetry started'
            ) : (
              <>
                ; the newest came <RelativeTime iso={analytics.last_applied_at} />
              </>
            )}
            .
          </>
        )}
      </p>
      {analytics === null || analytics.tables.length === 0 ? null : (
        <PlainTable label="Tables of requests">
          <thead>
            <tr>
              <th scope="col">Table</th>
              <th scope="col" data-number="">
                Rows
              </th>
              <th scope="col" data-number="">
                On disk
              </th>
              <th scope="col" data-number="">
                Parts
              </th>
            </tr>
          </thead>
          <tbody>
            {analytics.tables.map(({ name, rows, bytes, parts }) => (
              <tr key={name}>
                <th scope="row">
                  <code>{name}</code>
                </th>
                <td data-number="">{formatCount(rows)}</td>
                <td data-number="">{formatBytes(bytes)}</td>
                <td data-number="">{parts}</td>
              </tr>
            ))}
          </tbody>
        </PlainTable>
      )}
    </section>
  );
}
