import { formatBytes, formatDuration } from '../../ui/formats.ts';
import { PlainTable } from '../../ui/plain-table.tsx';
import { RelativeTime } from '../../ui/relative-time.tsx';
import { Unknown } from '../../ui/unknown.tsx';
import styles from './system.module.css';
import type { Process } from './types.ts';

/** Who runs, since when, and how far behind. */
export function Processes({
  processes,
  generation,
}: {
  readonly processes: readonly Process[];
  readonly generation: number;
}) {
  return (
    <section aria-label="Processes">
      <h2 className={styles.heading}>Processes</h2>
      <p className={styles.explain}>
        Each role is a process that the supervisor starts again when it ends. The configuration is
        at generation {generation}.
      </p>
      <PlainTable label="Table of processes">
        <thead>
          <tr>
            <th scope="col">Role</th>
            <th scope="col">Process</th>
            <th scope="col">State</th>
            <th scope="col">Version</th>
            <th scope="col">Started</th>
            <th scope="col" data-number="">
              Memory
            </th>
            <th scope="col">Configuration</th>
            <th scope="col" data-number="">
              In flight
            </th>
            <th scope="col">Spool</th>
          </tr>
        </thead>
        <tbody>
          {processes.map((one) => (
            <Row key={one.process} shown={one} />
          ))}
        </tbody>
      </PlainTable>
    </section>
  );
}

function Row({ shown }: { readonly shown: Process }) {
  const { role, process, pid, host, state, version, started_at, rss_bytes, behind, gateway } =
    shown;
  return (
    <tr>
      <th scope="row">{role}</th>
      <td>
        <code title={`pid ${pid} on ${host}`}>{process}</code>
      </td>
      <td>
        {state === 'running' ? (
          'running'
        ) : (
          <span className={styles.trouble}>{state.replaceAll('_', ' ')}</span>
        )}
      </td>
      <td>{version}</td>
      <td>
        <RelativeTime iso={started_at} />
      </td>
      <td data-number="">
        {rss_bytes === null ? <Unknown why="Only told on Linux." /> : formatBytes(rss_bytes)}
      </td>
      <td>
        {behind === null ? '' : behind === 0 ? 'in force' : `${behind} behind`}
        {gateway === null ? '' : `, heard ${formatDuration(gateway.config.age_ms)} ago`}
      </td>
      <td data-number="">{gateway?.requests_in_flight}</td>
      <td>
        {gateway === null
          ? ''
          : `${formatBytes(gateway.spool.bytes)}, ${gateway.spool.frames_pending} frames waiting`}
      </td>
    </tr>
  );
}
