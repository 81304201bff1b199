import { z } from 'zod';
import { EngineStatus } from './engine-status.ts';

const Bytes = z.number().int();
const Count = z.number().int();

export const Spool = z.object({
  level: z.enum(['ok', 'payload_dropped', 'full']),
  bytes: Bytes,
  unrecorded: Count.describe('Requests that went unrecorded since its start: the spool was full.'),
  frames_pending: Count,
  oldest_pending_ms: z.number().nullable(),
  set_aside: Count,
  damaged: Count,
});

/** What a gateway says of itself; also on its `/readyz`. */
export const GatewayState = z.object({
  status: z.enum(['ready', 'draining', 'snapshot_stale']),
  config: z.object({ generation: Count, age_ms: z.number() }),
  spool: Spool,
  requests_in_flight: Count,
});

const Process = z.object({
  process: z.string(),
  role: z.string(),
  host: z.string(),
  pid: Count,
  version: z.string(),
  started_at: z.string(),
  rss_bytes: Bytes.nullable(),
  heard_ms_ago: z.number().int().nullable().describe('Null: it is the one that answers.'),
  state: z.enum(['running', 'silent', 'draining', 'snapshot_stale']),
  behind: Count.nullable().describe('Generations of the configuration that it lacks.'),
  gateway: GatewayState.omit({ status: true }).nullable(),
});
export type Process = z.infer<typeof Process>;

const Analytics = z.object({
  kind: z.string(),
  bytes: Bytes,
  rows: Count,
  tables: z.array(z.object({ name: z.string(), rows: Count, bytes: Bytes, parts: Count })),
  last_cut_at: z.string().nullable().describe('Of the newest frame that was taken in.'),
  last_applied_at: z.string().nullable(),
  disk_free_bytes: Bytes.nullable(),
});
export type Analytics = z.infer<typeof Analytics>;

export const System = z
  .object({
    version: z.string(),
    node: z.string(),
    platform: z.string(),
    generation: Count,
    processes: z.array(Process),
    engine: EngineStatus,
    stores: z.object({
      postgres: z.object({ version: z.string(), bytes: Bytes, embedded: z.boolean() }),
      analytics: Analytics.nullable().describe('Null: telemetry does not answer.'),
    }),
    disk: z
      .object({ path: z.string(), free_bytes: Bytes, total_bytes: Bytes })
      .nullable()
      .describe('Of the data directory.'),
    untrusted_proxy: z
      .object({ address: z.string(), since: z.string() })
      .nullable()
      .describe('A proxy before the console that --trusted-proxies does not name.'),
    exempt_providers: z
      .array(z.object({ id: z.string(), name: z.string(), base_url: z.string() }))
      .describe(
        'Providers that members set before --allow-private-providers was asked for, and that may lead to private networks until their base URL changes. Those that you can see, at most 100; empty with the option.',
      ),
  })
  .meta({ id: 'System' });
export type System = z.infer<typeof System>;
