import { join } from 'node:path';
import {
  loadBootstrapKey,
  peopleJobs,
  provisionIdentity,
  provisionOwnerLink,
  rotateTokenKeys,
} from '../../identity/wiring.ts';
import { provisionInference, resolveHost, settleExemptions } from '../../inference/wiring.ts';
import { blobFolder, openFolderBlobs } from '../../platform/blobs/index.ts';
import { configRoutes } from '../../platform/config-stream/index.ts';
import { createJobQueue, hasOpenRuns, pruningJobs, startJobs } from '../../platform/jobs/index.ts';
import { LinkClient, loadLinkKey, roleSocket, startLinkServer } from '../../platform/link/index.ts';
import { migrate, openDatabase } from '../../platform/postgres/index.ts';
import { ReportBoard } from '../../platform/reports/index.ts';
import { openSecrets } from '../../platform/secrets/index.ts';
import { exportPruning, TelemetryLink } from '../../telemetry/wiring.ts';
import { createManagementServer, createPublisher } from '../context.ts';
import { closeHttp, listenHttp } from '../http/index.ts';
import { localAddress } from '../local-address.ts';
import type { StartRole } from './role.ts';

/** No question to a store or to another role takes longer: the console waits for 10 s, and is told before why there is nothing. */
const LIMIT_MS = 9_500;
/** Calls in flight may finish for so long. */
const DRAIN_MS = 10_000;
/** The repository's folder of models, the same from src/ and from dist/. */
const MODELS = join(import.meta.dirname, '..', '..', '..', '..', 'models');

/** The control plane: the one role that holds the master key. Serves the management API and the configuration. */
export const start: StartRole = async ({ config, log, need, supervisorStartedAt }) => {
  await using started = new AsyncDisposableStack();
  const db = started.use(
    await openDatabase(config, { application: 'signalbox control', limitMs: LIMIT_MS, log }),
  );
  await migrate(db, log);
  const secrets = await openSecrets(config, db);
  await provisionIdentity(db, secrets, loadBootstrapKey(config.data, config.bootstrapKey));
  const ownerLink = await provisionOwnerLink(
    db,
    config.data,
    localAddress(config.host, config.consolePort),
  );
  await provisionInference(db, secrets, config, MODELS);
  await rotateTokenKeys(db, secrets);

  const publisher = started.use(createPublisher(db, secrets, log));
  await publisher.start();
  const key = loadLinkKey(config.data);
  const link = { key, role: 'control', limitMs: LIMIT_MS };
  const socket = roleSocket(config.data, 'telemetry');
  const telemetry = started.use(new LinkClient({ ...link, socket }));
  const questions = started.use(new LinkClient({ ...link, socket }));
  const engine = started.use(
    new LinkClient({ ...link, socket: roleSocket(config.data, 'engine') }),
  );
  const reports = new ReportBoard();
  const wake = (): void => void need('worker');
  const queue = started.use(createJobQueue({ db, log, wake }));
  const blobs = openFolderBlobs(blobFolder(config.data));
  const api = await createManagementServer({
    config,
    db,
    secrets,
    publisher,
    telemetry,
    traces: new TelemetryLink({ questions, signs: telemetry }),
    engine,
    reports,
    queue,
    blobs,
    supervisorStartedAt,
    log,
  });
  started.defer(() => closeHttp(api, DRAIN_MS));
  // The port first: where it is taken, nothing of a control that runs was touched.
  await listenHttp(api, config.host, config.consolePort);
  started.use(
    await startLinkServer({
      socket: roleSocket(config.data, 'control'),
      key,
      routes: { ...configRoutes(publisher), ...reports.routes },
      log,
    }),
  );
  // Before the link in a drain, which would wait for the streams of gateways that serve on.
  started.defer(() => publisher[Symbol.asyncDispose]());
  const rotation = {
    name: 'rotate-token-keys',
    cron: '7 * * * *',
    run: () => rotateTokenKeys(db, secrets),
  };
  // In the background: what they do can wait, a start should not.
  const jobs = startJobs({
    db,
    log,
    jobs: [...pruningJobs(db), ...peopleJobs(db), exportPruning(db, blobs), rotation],
  }).catch((error: unknown) => {
    log.error({ err: error }, 'the jobs did not start: old rows stay until the next start');
    return null;
  });
  started.defer(async () => {
    const stopped = jobs.then((running) => running?.[Symbol.asyncDispose]());
    // Calls in flight need everything below.
    await Promise.all([closeHttp(api, DRAIN_MS), stopped]);
  });
  // Names are looked up for it, which may take long where there is no resolver.
  const settling = new AbortController();
  const settled = settleExemptions(db, resolveHost, settling.signal).catch((error: unknown) => {
    log.warn({ err: error }, 'the exemptions of providers were not all looked at: they stay');
  });
  started.defer(() => {
    settling.abort();
    return settled;
  });
  // What the last life of this installation left.
  if (await hasOpenRuns(db)) wake();
  if (ownerLink !== null)
    log.info({ file: ownerLink }, 'there is no owner yet: this file has the link to become one');
  log.info({ address: `http://${config.host}:${config.consolePort}` }, 'control serves');

  const owned = started.move();
  return { drain: () => owned.disposeAsync() };
};
