import { readFile, statfs } from 'node:fs/promises';
import { sql } from 'kysely';
import { z } from 'zod';
import { exemptProviders } from '../../inference/wiring.ts';
import type { Config } from '../../platform/config/index.ts';
import type { ConfigPublisher } from '../../platform/config-stream/index.ts';
import { type Endpoint, endpoint } from '../../platform/http/index.ts';
import type { LinkClient } from '../../platform/link/index.ts';
import type { Database } from '../../platform/postgres/index.ts';
import { ownReport, type ReportBoard, type Reported } from '../../platform/reports/index.ts';
import type { EngineView } from './engine-status.ts';
import { type Analytics, GatewayState, type Process, System } from './system-schema.ts';

const WAIT_MS = 3_000;

export interface SystemContext {
  readonly config: Pick<Config, 'data' | 'databaseUrl' | 'allowPrivateProviders'>;
  readonly db: Database;
  readonly publisher: ConfigPublisher;
  readonly reports: ReportBoard;
  readonly telemetry: LinkClient;
  readonly engine: () => Promise<EngineView>;
  readonly version: string;
  readonly unseenProxy: () => { readonly address: string; readonly since: string } | null;
  /** Null: control runs by itself. */
  readonly supervisorStartedAt: string | null;
}

/** One look at everything that runs: who, since when, how far behind, and how much room is left. */
export function systemEndpoint(context: SystemContext): Endpoint {
  const { config, db, publisher, version } = context;
  return endpoint({
    method: 'GET',
    path: '/api/v1/system',
    operationId: 'getSystem',
    summary: 'The processes, stores and disks of this installation, and how they are.',
    tag: 'system',
    scope: 'system:read',
    response: System,
    async handler({ caller }) {
      const [processes, engine, postgres, analytics, disk, exempt] = await Promise.all([
        listProcesses(context),
        context.engine(),
        postgresSize(db),
        analyticsSize(context.telemetry),
        diskOf(config.data),
        config.allowPrivateProviders ? [] : exemptProviders(db, caller),
      ]);
      return {
        version,
        node: process.version,
        platform: `${process.platform}-${process.arch}`,
        generation: publisher.generation,
        processes,
        engine: engine.status,
        stores: { postgres: { ...postgres, embedded: config.databaseUrl === null }, analytics },
        disk,
        untrusted_proxy: context.unseenProxy(),
        exempt_providers: exempt,
      };
    },
  });
}

async function listProcesses(context: SystemContext): Promise<Process[]> {
  const { publisher, reports, version, supervisorStartedAt } = context;
  const behind = new Map(
    publisher
      .followers()
      .map((one) => [one.process, Math.max(0, publisher.generation - one.generation)]),
  );
  const own = ownReport({ process: `control-${process.pid}`, version });
  const here = {
    ...own,
    state: 'running',
    heard_ms_ago: null,
    behind: null,
    gateway: null,
  } as const;
  const control: Process = { ...shown({ ...own, role: 'control' }), ...here, role: 'control' };
  const others = reports.list().map((report): Process => {
    const gateway =
      report.role === 'gateway' ? GatewayState.safeParse(report.details).data : undefined;
    return {
      ...shown(report),
      heard_ms_ago: report.ageMs,
      state: stateOf(report, gateway?.status),
      behind: behind.get(report.process) ?? null,
      gateway: gateway ?? null,
    };
  });
  if (supervisorStartedAt === null) return [control, ...others];
  return [await supervisorOf(own.host, version, supervisorStartedAt), control, ...others];
}

function shown(
  report: Pick<
    Reported,
    'process' | 'role' | 'host' | 'pid' | 'version' | 'started_at' | 'rss_bytes'
  >,
) {
  const { process, role, host, pid, version, started_at, rss_bytes } = report;
  return { process, role, host, pid, version, started_at, rss_bytes };
}

function stateOf(
  report: Reported,
  status: z.infer<typeof GatewayState>['status'] | undefined,
): Process['state'] {
  if (report.silent) return 'silent';
  return status === undefined || status === 'ready' ? 'running' : status;
}

/** It holds no link, so that it needs none to end what hangs: what control knows of it is what a child does. */
async function supervisorOf(host: string, version: string, started_at: string): Promise<Process> {
  return {
    process: `supervisor-${process.ppid}`,
    role: 'supervisor',
    host,
    pid: process.ppid,
    version,
    started_at,
    rss_bytes: await rssOf(process.ppid),
    heard_ms_ago: null,
    state: 'running',
    behind: null,
    gateway: null,
  };
}

/** Null elsewhere than on Linux. */
async function rssOf(pid: number): Promise<number | null> {
  try {
    const kib = /^VmRSS:\s+(\d+) kB$/m.exec(await readFile(`/proc/${pid}/status`, 'utf8'))?.[1];
    return kib === undefined ? null : Number(kib) * 1024;
  } catch {
    return null;
  }
}

async function postgresSize(db: Database): Promise<{ version: string; bytes: number }> {
  const { rows } = await sql<{ version: string; bytes: number }>`
    SELECT current_setting('server_version') AS version, pg_database_size(current_database()) AS bytes`.execute(
    db,
  );
  const [row] = rows;
  if (row === undefined) throw new Error('PostgreSQL did not say its version');
  return row;
}

const Size = z.object({ rows: z.number(), bytes: z.number(), parts: z.number() });
const TelemetryStatus = z.object({
  store: z.string(),
  last_cut_at: z.string().nullable(),
  last_applied_at: z.string().nullable(),
  tables: z.record(z.string(), Size),
  disk_free_bytes: z.number().nullable(),
});

async function analyticsSize(telemetry: LinkClient): Promise<Analytics | null> {
  const signal = AbortSignal.timeout(WAIT_MS);
  const status = await telemetry
    .json('GET', '/status', TelemetryStatus, { signal })
    .catch(() => null);
  if (status === null) return null;
  const tables = Object.entries(status.tables).map(([name, size]) => ({ name, ...size }));
  const { store, last_cut_at, last_applied_at, disk_free_bytes } = status;
  return {
    kind: store,
    bytes: tables.reduce((sum, { bytes }) => sum + bytes, 0),
    rows: tables.reduce((sum, { rows }) => sum + rows, 0),
    tables,
    last_cut_at,
    last_applied_at,
    disk_free_bytes,
  };
}

async function diskOf(path: string): Promise<System['disk']> {
  try {
    const { bavail, blocks, bsize } = await statfs(path);
    return { path, free_bytes: bavail * bsize, total_bytes: blocks * bsize };
  } catch {
    return null;
  }
}
