import { join } from 'node:path';
import type { Transaction } from 'kysely';
import {
  createTokenMint,
  enterPlace,
  IDENTITY_SEALED,
  identityEndpoints,
  identitySnapshot,
  ownerLinkFile,
  Passwords,
  seesContentEverywhere,
} from '../identity/wiring.ts';
import {
  INFERENCE_SEALED,
  inferenceEndpoints,
  inferenceSnapshot,
  resolveHost,
} from '../inference/wiring.ts';
import type { Blobs } from '../platform/blobs/index.ts';
import type { Config } from '../platform/config/index.ts';
import {
  type ConfigOp,
  ConfigPublisher,
  type SealedMembers,
} from '../platform/config-stream/index.ts';
import { createHostCheck, type Endpoint } from '../platform/http/index.ts';
import type { JobQueue } from '../platform/jobs/index.ts';
import type { LinkClient } from '../platform/link/index.ts';
import type { Logger } from '../platform/log/index.ts';
import { createMutate, type Published } from '../platform/management/index.ts';
import type { Database, DB } from '../platform/postgres/index.ts';
import type { ReportBoard } from '../platform/reports/index.ts';
import type { Secrets } from '../platform/secrets/index.ts';
import {
  exportEndpoints,
  type TelemetryLink,
  traceEndpoints,
  viewEndpoints,
} from '../telemetry/wiring.ts';
import { productVersion } from './cli/version.ts';
import { createAuthenticate } from './control/authenticate.ts';
import { viewEngine } from './control/engine-status.ts';
import { healthEndpoint } from './control/health-endpoint.ts';
import { createControlMetrics } from './control/metrics.ts';
import { modelSources } from './control/model-sources.ts';
import { createReadiness } from './control/readiness.ts';
import { systemEndpoint } from './control/system-endpoint.ts';
import { createHttpServer, type HttpServer, type UnseenProxy, watchProxies } from './http/index.ts';
import {
  gatewayAddress,
  gatewayEndpoint,
  playgroundEndpoints,
  testProviderEndpoint,
} from './playground/index.ts';

/** Beside the built server; run from its sources, the last build. */
const CONSOLE = join(import.meta.dirname, '..', '..', 'dist', 'console');

/** Everything of the configuration that the roles hold, each feature's part from its own tables. */
async function loadEntities(trx: Transaction<DB>): Promise<ConfigOp[]> {
  return [...(await identitySnapshot(trx)), ...(await inferenceSnapshot(trx))];
}

const SEALED_MEMBERS: SealedMembers = { ...IDENTITY_SEALED, ...INFERENCE_SEALED };

export function createPublisher(db: Database, secrets: Secrets, log: Logger): ConfigPublisher {
  return new ConfigPublisher({ db, secrets, log, loadEntities, sealed: SEALED_MEMBERS });
}

/** What the management API stands on. Its owner opens and disposes of these. */
export interface ControlParts {
  readonly config: Pick<
    Config,
    | 'validateResponses'
    | 'data'
    | 'trustedProxies'
    | 'host'
    | 'allowedHosts'
    | 'port'
    | 'databaseUrl'
    | 'localModel'
    | 'allowPrivateProviders'
    | 'gatewayUrl'
  >;
  readonly db: Database;
  readonly secrets: Secrets;
  readonly publisher: ConfigPublisher;
  /** To the telemetry role, which may be away: for how it is. */
  readonly telemetry: LinkClient;
  /** For questions about what it holds. */
  readonly traces: TelemetryLink;
  /** To the engine, which may rest. */
  readonly engine: LinkClient;
  readonly reports: ReportBoard;
  /** Where background work is asked for. */
  readonly queue: JobQueue;
  readonly blobs: Blobs;
  /** Null: there is none. */
  readonly supervisorStartedAt: string | null;
  readonly log: Logger;
  readonly now?: () => number;
  /** A proxy before the console that is not trusted. */
  readonly unseenProxy?: () => UnseenProxy | null;
  /** Cheaper ones for tests. */
  readonly passwords?: Passwords;
  /** In place of the system's resolver, for tests. */
  readonly resolveHost?: typeof resolveHost;
}

/** Every endpoint of the management API, wired to its stores. */
export function managementEndpoints(parts: ControlParts): Endpoint[] {
  const { db, secrets, publisher, log, now = Date.now } = parts;
  const mutate = createMutate(db);
  const gateway = gatewayAddress(parts.config);
  const mint = createTokenMint({ db, secrets, now });
  const published: Published = async (generation) => {
    const report = await publisher.published(generation ?? publisher.generation);
    return {
      generation: report.generation,
      acknowledged: [...report.acknowledged],
      missing: [...report.missing],
    };
  };
  const engine = () => viewEngine(parts.engine, parts.config.localModel);
  return [
    ...identityEndpoints({
      db,
      secrets,
      mutate,
      passwords: parts.passwords ?? new Passwords(),
      ownerLinkUsed: () => ownerLinkFile(parts.config.data).remove(),
      log,
      published,
    }),
    ...inferenceEndpoints({
      db,
      secrets,
      mutate,
      published,
      seesContentEverywhere,
      allowPrivateProviders: parts.config.allowPrivateProviders,
      resolveHost: parts.resolveHost ?? resolveHost,
      localStates: async () => (await engine()).models,
      ...modelSources({ gateway, mint, traces: parts.traces }),
    }),
    ...viewEndpoints({ db, mutate }),
    ...traceEndpoints(parts.traces),
    ...exportEndpoints({ db, mutate, queue: parts.queue, blobs: parts.blobs }),
    ...playgroundEndpoints({ gateway, mint }),
    testProviderEndpoint({ db, gateway, mint }),
    gatewayEndpoint(parts.config),
    healthEndpoint({ traces: parts.traces, reports: parts.reports, engine, now }),
    systemEndpoint({
      ...parts,
      engine,
      unseenProxy: parts.unseenProxy ?? (() => null),
      version: productVersion(),
    }),
  ];
}

/** Until there is a list of traces, whoever asks for it wants what was listed there. */
const MOVED = new Map([
  ['/api/v1/traces', 'Ask for /api/v1/requests: it lists requests, with the same parameters.'],
]);

/** The management API as a server that does not listen yet. */
export function createManagementServer(parts: ControlParts): Promise<HttpServer> {
  const { db, publisher, telemetry, log, now = Date.now } = parts;
  const metrics = createControlMetrics(publisher, telemetry);
  const proxies = watchProxies(log);
  return createHttpServer({
    endpoints: managementEndpoints({ ...parts, unseenProxy: proxies.seen }),
    authenticate: createAuthenticate(db, now),
    enterPlace: (caller, place) => enterPlace(db, caller, place),
    trustedProxies: parts.config.trustedProxies,
    checkHost: createHostCheck({
      boundTo: parts.config.host,
      allowed: parts.config.allowedHosts,
    }),
    proxies,
    system: {
      readiness: createReadiness({ db, publisher, telemetry }),
      metrics: metrics.text,
    },
    observe: metrics.observe,
    log,
    version: productVersion(),
    validateResponses: parts.config.validateResponses,
    moved: MOVED,
    console: CONSOLE,
  });
}
