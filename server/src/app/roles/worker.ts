import { setInterval as every } from 'node:timers/promises';
import { newId } from '../../lib/ids.ts';
import { blobFolder, openFolderBlobs } from '../../platform/blobs/index.ts';
import { startWorker, type Worker } from '../../platform/jobs/index.ts';
import { LinkClient, loadLinkKey, roleSocket } from '../../platform/link/index.ts';
import { openDatabase } from '../../platform/postgres/index.ts';
import { startReporter } from '../../platform/reports/index.ts';
import { type ExportPorts, exportRequests, TelemetryLink } from '../../telemetry/wiring.ts';
import { productVersion } from '../cli/version.ts';
import type { StartRole } from './role.ts';

const CONNECTIONS = 4;
/** Nobody sits and waits: a question may take as long as the store lets it. */
const QUESTION_MS = 60_000;
const REPORT_MS = 10_000;
const LOOK_MS = 5_000;
/** Without work for so long, it ends; the next piece of work starts it again. */
const IDLE_MS = 60_000;

/** What the jobs below may use. */
type Ports = ExportPorts;

/** Background work: does what is asked for through the queue. Started by hand, without a supervisor, it waits for ever. */
export const start: StartRole = async ({ config, log, supervisorStartedAt }) => {
  await using started = new AsyncDisposableStack();
  const db = started.use(
    await openDatabase(config, { application: 'signalbox worker', connections: CONNECTIONS, log }),
  );
  const key = loadLinkKey(config.data);
  const link = (role: 'control' | 'telemetry', limitMs: number): LinkClient =>
    started.use(
      new LinkClient({ socket: roleSocket(config.data, role), key, role: 'worker', limitMs }),
    );
  const control = link('control', REPORT_MS);
  const ports: Ports = {
    telemetry: new TelemetryLink({
      questions: link('telemetry', QUESTION_MS),
      signs: link('telemetry', QUESTION_MS),
    }),
    blobs: openFolderBlobs(blobFolder(config.data)),
  };
  const worker = started.use(await startWorker({ db, log, jobs: [exportRequests], ports }));
  const name = `worker-${newId<'process'>().slice(-12)}`;
  started.use(startReporter({ control, process: name, version: productVersion() }));
  const ending = new AbortController();
  started.defer(() => ending.abort());
  const owned = started.move();
  return {
    ...(supervisorStartedAt === null ? {} : { done: untilIdle(worker, ending.signal) }),
    drain: () => owned.disposeAsync(),
  };
};

async function untilIdle(worker: Worker, ended: AbortSignal): Promise<void> {
  let busyAt = performance.now();
  try {
    for await (const _ of every(LOOK_MS, undefined, { signal: ended })) {
      // Unknown, as while the database is away, is not idle.
      if (!(await worker.isIdle().catch(() => false))) busyAt = performance.now();
      if (performance.now() - busyAt >= IDLE_MS) return;
    }
  } catch (error) {
    if (!ended.aborted) throw error;
  }
}
