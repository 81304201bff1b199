import { monitorEventLoopDelay } from 'node:perf_hooks';
import { Counter, Gauge, Histogram, Registry } from 'prom-client';
import type { SpoolStatus } from '../platform/spool/index.ts';
import type { Exchange, Outcome, Settlement } from './exchange.ts';

/** Buckets of the OpenTelemetry GenAI semantic conventions 1.41, as they advise them for each histogram. */
const BUCKETS = {
  duration: [
    0.01, 0.02, 0.04, 0.08, 0.16, 0.32, 0.64, 1.28, 2.56, 5.12, 10.24, 20.48, 40.96, 81.92,
  ],
  tokens: [
    1, 4, 16, 64, 256, 1024, 4096, 16384, 65536, 262144, 1048576, 4194304, 16777216, 67108864,
  ],
  firstToken: [
    0.001, 0.005, 0.01, 0.02, 0.04, 0.06, 0.08, 0.1, 0.25, 0.5, 0.75, 1, 2.5, 5, 7.5, 10,
  ],
  perToken: [0.01, 0.025, 0.05, 0.075, 0.1, 0.15, 0.2, 0.3, 0.4, 0.5, 0.75, 1, 2.5],
  overhead: [0.00005, 0.0001, 0.00025, 0.0005, 0.001, 0.0025, 0.005, 0.01, 0.025, 0.1, 1],
} as const;

/** Models are named by clients; past so many, they are counted together, so that no client can fill the memory. */
const MOST_MODELS = 200;

const GEN_AI = ['gen_ai_operation_name', 'gen_ai_provider_name', 'gen_ai_request_model'] as const;

interface Sources {
  readonly gateway: string;
  readonly inFlight: () => number;
  readonly configAgeMs: () => number;
  readonly configGeneration: () => number;
  readonly spool: () => SpoolStatus;
}

/** What `/metrics` shows of one gateway process. */
export class Metrics implements Disposable {
  readonly #registry = new Registry();
  readonly #loop = monitorEventLoopDelay({ resolution: 20 });
  readonly #models = new Set<string>();
  readonly #requests: Counter<'operation' | 'status' | 'code'>;
  readonly #overhead: Histogram;
  readonly #duration: Histogram<(typeof GEN_AI)[number] | 'error_type'>;
  readonly #tokens: Histogram<(typeof GEN_AI)[number] | 'gen_ai_token_type'>;
  readonly #firstToken: Histogram<(typeof GEN_AI)[number]>;
  readonly #perToken: Histogram<(typeof GEN_AI)[number]>;

  constructor(sources: Sources) {
    const registers = [this.#registry];
    this.#registry.setDefaultLabels({ gateway: sources.gateway });
    this.#loop.enable();
    this.#requests = new Counter({
      name: 'signalbox_requests_total',
      help: 'Requests to inference endpoints that ended, by how (ok, error, aborted) and HTTP status.',
      labelNames: ['operation', 'status', 'code'],
      registers,
    });
    this.#overhead = new Histogram({
      name: 'signalbox_overhead_seconds',
      help: "The gateway's own share of a request: all but waiting for the provider or the client.",
      buckets: [...BUCKETS.overhead],
      registers,
    });
    const histogram = <L extends string>(
      name: string,
      help: string,
      buckets: readonly number[],
      labels: readonly L[],
    ) =>
      new Histogram<L>({ name, help, buckets: [...buckets], labelNames: [...labels], registers });
    this.#duration = histogram(
      'gen_ai_client_operation_duration_seconds',
      'GenAI operation duration.',
      BUCKETS.duration,
      [...GEN_AI, 'error_type'],
    );
    this.#tokens = histogram(
      'gen_ai_client_token_usage',
      'Number of input and output tokens used.',
      BUCKETS.tokens,
      [...GEN_AI, 'gen_ai_token_type'],
    );
    this.#firstToken = histogram(
      'gen_ai_server_time_to_first_token_seconds',
      'Time to generate first token for successful responses.',
      BUCKETS.firstToken,
      GEN_AI,
    );
    this.#perToken = histogram(
      'gen_ai_server_time_per_output_token_seconds',
      'Time per output token generated after the first token for successful responses.',
      BUCKETS.perToken,
      GEN_AI,
    );
    this.#gauges(sources);
  }

  /** A request ended. */
  observe(exchange: Exchange, outcome: Outcome, settlement: Settlement): void {
    this.#requests.inc({
      operation: exchange.operation,
      status: outcome.status,
      code: outcome.httpStatus ?? 0,
    });
    this.#overhead.observe(settlement.overheadUs / 1e6);
    const { target } = exchange;
    if (target === null) return;
    const labels = {
      gen_ai_operation_name: exchange.operation,
      gen_ai_provider_name: target.provider.name,
      gen_ai_request_model: this.#boundedModel(target.model),
    };
    const seconds = settlement.totalUs / 1e6;
    this.#duration.observe(
      outcome.error === null ? labels : { ...labels, error_type: outcome.error.code },
      seconds,
    );
    const usage = outcome.facts?.usage;
    if (usage?.input !== undefined) {
      this.#tokens.observe({ ...labels, gen_ai_token_type: 'input' }, usage.input);
    }
    if (usage?.output !== undefined) {
      this.#tokens.observe({ ...labels, gen_ai_token_type: 'output' }, usage.output);
    }
    if (outcome.status !== 'ok' || outcome.ttftUs === null) return;
    const first = outcome.ttftUs / 1e6;
    this.#firstToken.observe(labels, first);
    const further = (usage?.output ?? outcome.outputChunks ?? 0) - 1;
    if (further > 0) this.#perToken.observe(labels, (seconds - first) / further);
  }

  /** The text format of Prometheus. */
  text(): Promise<string> {
    return this.#registry.metrics();
  }

  get contentType(): string {
    return this.#registry.contentType;
  }

  [Symbol.dispose](): void {
    this.#loop.disable();
    this.#registry.clear();
  }

  #boundedModel(model: string): string {
    if (this.#models.has(model)) return model;
    if (this.#models.size >= MOST_MODELS) return 'other';
    this.#models.add(model);
    return model;
  }

  /** What is only looked at when it is asked for. */
  #gauges(sources: Sources): void {
    const gauge = (name: string, help: string, value: () => number): void => {
      new Gauge({
        name,
        help,
        registers: [this.#registry],
        collect() {
          this.set(value());
        },
      });
    };
    gauge('signalbox_requests_in_flight', 'Inference requests in flight.', sources.inFlight);
    gauge(
      'signalbox_config_generation',
      'Generation of the configuration in force.',
      sources.configGeneration,
    );
    gauge(
      'signalbox_config_age_seconds',
      'Time since control was last heard.',
      () => sources.configAgeMs() / 1000,
    );
    gauge(
      'signalbox_spool_bytes',
      'Bytes in all spools of this machine.',
      () => sources.spool().bytes,
    );
    gauge(
      'signalbox_spool_frames_pending',
      'Frames cut and not acknowledged.',
      () => sources.spool().frames_pending,
    );
    gauge(
      'signalbox_spool_oldest_pending_seconds',
      'Age of the oldest frame that is not acknowledged; 0 where there is none.',
      () => (sources.spool().oldest_pending_ms ?? 0) / 1000,
    );
    gauge(
      'signalbox_spool_unrecorded_requests',
      'Requests since the start whose end could not be stored.',
      () => sources.spool().unrecorded,
    );
    gauge(
      'signalbox_event_loop_lag_p99_seconds',
      'Delay of the event loop since the last look, 99th percentile.',
      () => {
        const lag = this.#loop.percentile(99) / 1e9;
        this.#loop.reset();
        return Number.isFinite(lag) ? lag : 0;
      },
    );
    gauge('process_resident_memory_bytes', 'Resident memory.', () => process.memoryUsage.rss());
    gauge('process_cpu_seconds_total', 'User and system CPU time.', () => {
      const { user, system } = process.cpuUsage();
      return (user + system) / 1e6;
    });
  }
}
