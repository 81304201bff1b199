import { Skeleton } from '@mantine/core';
import { unwrap } from '@signalbox/sdk';
import { useApiQuery } from '../../data/use-api-query.ts';
import { Page } from '../../frame/page.tsx';
import { ErrorNotice } from '../../ui/error-notice.tsx';
import { formatBytes, formatCount } from '../../ui/formats.ts';
import { Stat } from '../../ui/stat.tsx';
import { StatGrid } from '../../ui/stat-grid.tsx';
import { Engine } from './engine.tsx';
import { Processes } from './processes.tsx';
import { Stores } from './stores.tsx';
import styles from './system.module.css';
import { troublesOf } from './troubles.ts';
import type { System as Shown } from './types.ts';

const AGAIN_MS = 5_000;

/** Everything that runs, how it is, and what room is left: read again every five seconds. */
export default function System() {
  const { data, error, refetch } = useApiQuery(
    ['system'],
    (api, signal) => unwrap(api.GET('/api/v1/system', { signal })),
    { refetchMs: AGAIN_MS },
  );
  return (
    <Page title="System" docs="operations">
      {error === null ? null : <ErrorNotice error={error} onRetry={() => void refetch()} />}
      {data === undefined ? (
        error === null ? (
          <Skeleton height={320} />
        ) : null
      ) : (
        <Body system={data} />
      )}
    </Page>
  );
}

function Body({ system }: { readonly system: Shown }) {
  const { processes, disk, stores } = system;
  const troubles = troublesOf(system);
  const memory = processes.reduce((sum, { rss_bytes }) => sum + (rss_bytes ?? 0), 0);
  const gateways = processes.filter(({ gateway }) => gateway !== null);
  const pending = gateways.reduce(
    (sum, { gateway }) => sum + (gateway?.spool.frames_pending ?? 0),
    0,
  );
  const inFlight = gateways.reduce(
    (sum, { gateway }) => sum + (gateway?.requests_in_flight ?? 0),
    0,
  );
  return (
    <div className={styles.body}>
      {troubles.length === 0 ? null : (
        <ul role="status" className={styles.troubles}>
          {troubles.map((text) => (
            <li key={text}>{text}</li>
          ))}
        </ul>
      )}
      <StatGrid>
        <Stat
          label="Version"
          value={system.version}
          note={<span title={system.platform}>Node {system.node.slice(1)}</span>}
        />
        <Stat label="Memory" value={formatBytes(memory)} note={`${processes.length} processes`} />
        <Stat
          label="In flight"
          value={formatCount(inFlight)}
          note={gateways.length === 1 ? 'on 1 gateway' : `on ${gateways.length} gateways`}
        />
        <Stat label="Backlog" value={formatCount(pending)} note="frames to deliver" />
        <Stat
          label="Disk left"
          value={disk === null ? '–' : formatBytes(disk.free_bytes)}
          note={disk === null ? 'not known' : `of ${formatBytes(disk.total_bytes)}`}
        />
        <Stat
          label="Stored"
          value={formatBytes(stores.postgres.bytes + (stores.analytics?.bytes ?? 0))}
          note="in all stores"
        />
      </StatGrid>
      <Processes processes={processes} generation={system.generation} />
      <Engine engine={system.engine} />
      <Stores stores={stores} />
    </div>
  );
}
