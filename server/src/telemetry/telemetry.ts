import { freeNow } from '../lib/free-now.ts';
import { InFlight } from '../lib/in-flight.ts';
import type { ClickHouse } from '../platform/clickhouse/index.ts';
import type { ConfigState } from '../platform/config-stream/follow.ts';
import { SignalboxError } from '../platform/errors/index.ts';
import { type LinkCall, type LinkRoutes, readLinkBody } from '../platform/link/index.ts';
import { type Logger, recurring } from '../platform/log/index.ts';
import type { Database } from '../platform/postgres/index.ts';
import { decodeFrame } from '../platform/spool/index.ts';
import type { FrameEffect } from './effects/frame-effect.ts';
import { FrameEffects } from './effects/frame-effects.ts';
import { exportPage } from './exports/export-page.ts';
import { ExportMessage } from './exports/schema.ts';
import { FrameIngest, type IngestHook } from './ingest/frame-ingest.ts';
import { PayloadKeys } from './ingest/payload-keys.ts';
import { StoredMessages } from './ingest/stored-messages.ts';
import { answer, question } from './link-json.ts';
import { TelemetryMetrics } from './metrics.ts';
import { requestDetail } from './queries/detail.ts';
import { LastRequestMessage, lastRequest } from './queries/last-request.ts';
import { listTraces } from './queries/list.ts';
import { RequestMessage, RequestsMessage, UsageMessage } from './queries/schema.ts';
import { listSessions } from './queries/sessions.ts';
import { SessionsMessage } from './queries/sessions-schema.ts';
import { TraceMessage } from './queries/trace-schema.ts';
import { traceTree } from './queries/trace-tree.ts';
import { usage } from './queries/usage.ts';
import { freeBytes, isoOrNull, storeState, tableSizes } from './status.ts';

/** A frame is 16 MB at most, or one request with the largest bodies that a gateway takes. */
const MAX_FRAME_BYTES = 2 ** 31 - 1;

export interface Telemetry {
  readonly routes: LinkRoutes;
  readonly metrics: TelemetryMetrics;
  /** Takes the projects' payload keys out of the configuration. */
  readonly configure: (state: ConfigState) => void;
  /** Takes no new frame, and resolves when those in flight are done. */
  readonly drain: () => Promise<void>;
}

export interface TelemetryOptions {
  readonly store: ClickHouse;
  readonly db: Database;
  /** What else follows from a frame; in this order in its transaction. */
  readonly effects: readonly FrameEffect[];
  readonly log: Logger;
  /** Whose free space `/status` tells; null where the store is not on this machine. */
  readonly storeDirectory: string | null;
  readonly hook?: IngestHook;
  readonly nowUs?: () => number;
}

/** The telemetry role without its stores and sockets: what comes in over the link, and what is answered. */
export function startTelemetry(options: TelemetryOptions): Telemetry {
  const { store, db, log } = options;
  const keys = new PayloadKeys();
  const metrics = new TelemetryMetrics();
  const ingest = new FrameIngest({
    store,
    effects: new FrameEffects(db, options.effects),
    context: { hasher: keys.hasher, stored: new StoredMessages() },
    log,
    onRefused: () => metrics.deadLetters.inc(),
    ...(options.hook === undefined ? {} : { hook: options.hook }),
    ...(options.nowUs === undefined ? {} : { nowUs: options.nowUs }),
  });
  const notTaken = recurring(log, 'a frame was not taken in; it is sent again');
  const inFlight = new InFlight();
  const state = {
    draining: false,
    lastCutAtUs: null as number | null,
    lastAppliedAtMs: null as number | null,
  };

  async function takeFrame(call: LinkCall): Promise<void> {
    if (state.draining) throw draining();
    const bytes = await readLinkBody(call.request, MAX_FRAME_BYTES);
    const frame = decodeFrame(bytes);
    const ended = metrics.ingest.startTimer();
    try {
      const { batch, first } = await ingest.ingest(frame);
      if (first) {
        metrics.frames.inc();
        metrics.rows.inc(batch.ends.length);
        metrics.deadLetters.inc(batch.deadLetters);
        for (const end of batch.ends) metrics.observe(end);
      } else metrics.replays.inc();
    } catch (error) {
      metrics.failures.inc();
      notTaken(error, { spool: frame.spoolId, frame: frame.number });
      throw error;
    }
    // Its rows are text of their own by now.
    freeNow(bytes);
    ended();
    metrics.lag.set(Math.max(0, Date.now() / 1000 - frame.cutAtUs / 1e6));
    state.lastCutAtUs = frame.cutAtUs;
    state.lastAppliedAtMs = Date.now();
    answer(call, { spool: frame.spoolId, number: frame.number });
  }

  return {
    metrics,
    configure: (config) => keys.configure(config),
    async drain() {
      state.draining = true;
      await inFlight.ended();
    },
    routes: {
      'POST /frames': (call) => inFlight.track(takeFrame(call)),
      'POST /query/requests': async (call) =>
        answer(call, await listTraces(store, await question(call, RequestsMessage), call.signal)),
      'POST /query/request': async (call) =>
        answer(call, await requestDetail(store, await question(call, RequestMessage), call.signal)),
      'POST /query/trace': async (call) =>
        answer(call, await traceTree(store, await question(call, TraceMessage), call.signal)),
      'POST /query/sessions': async (call) =>
        answer(call, await listSessions(store, await question(call, SessionsMessage), call.signal)),
      'POST /query/export': async (call) =>
        answer(call, await exportPage(store, await question(call, ExportMessage), call.signal)),
      'POST /query/usage': async (call) =>
        answer(call, await usage(store, await question(call, UsageMessage), call.signal)),
      'POST /query/last-request': async (call) =>
        answer(
          call,
          await lastRequest(store, await question(call, LastRequestMessage), call.signal),
        ),
      'GET /alive': async (call) => answer(call, { store: await storeState(store, call.signal) }),
      'GET /metrics': async ({ response }) => {
        response.writeHead(200, { 'content-type': metrics.registry.contentType });
        response.end(await metrics.text());
      },
      'GET /status': async (call) =>
        answer(call, {
          store: store.kind,
          frames_in_flight: inFlight.size,
          last_cut_at: isoOrNull(state.lastCutAtUs === null ? null : state.lastCutAtUs / 1000),
          last_applied_at: isoOrNull(state.lastAppliedAtMs),
          ...(await tableSizes(store, call.signal)),
          disk_free_bytes: await freeBytes(options.storeDirectory),
        }),
    },
  };
}

function draining(): SignalboxError {
  return new SignalboxError(
    'draining',
    'the telemetry role is being stopped',
    'Send the frame again.',
  );
}
