import { monitorEventLoopDelay } from 'node:perf_hooks';
import { Counter, Gauge, Registry } from 'prom-client';
import type { BucketCounts } from '../lib/bucket-counts.ts';
import { HistogramFamily } from '../lib/histogram-family.ts';
import type { SpoolStatus } from '../platform/spool/index.ts';
import type { Conclusion } from './outcome.ts';
import type { Target } from './plan.ts';

/** Histograms of the OpenTelemetry GenAI semantic conventions 1.41, with the buckets that they advise. */
const HISTOGRAMS = {
  duration: [
    'gen_ai_client_operation_duration_seconds',
    'GenAI operation duration.',
    [0.01, 0.02, 0.04, 0.08, 0.16, 0.32, 0.64, 1.28, 2.56, 5.12, 10.24, 20.48, 40.96, 81.92],
  ],
  tokens: [
    'gen_ai_client_token_usage',
    'Number of input and output tokens used.',
    [1, 4, 16, 64, 256, 1024, 4096, 16384, 65536, 262144, 1048576, 4194304, 16777216, 67108864],
  ],
  firstToken: [
    'gen_ai_server_time_to_first_token_seconds',
    'Time to generate first token for successful responses.',
    [0.001, 0.005, 0.01, 0.02, 0.04, 0.06, 0.08, 0.1, 0.25, 0.5, 0.75, 1, 2.5, 5, 7.5, 10],
  ],
  perToken: [
    'gen_ai_server_time_per_output_token_seconds',
    'Time per output token generated after the first token for successful responses.',
    [0.01, 0.025, 0.05, 0.075, 0.1, 0.15, 0.2, 0.3, 0.4, 0.5, 0.75, 1, 2.5],
  ],
  overhead: [
    'signalbox_overhead_seconds',
    "The gateway's own share of a request: all but waiting for the provider or the client.",
    [0.00005, 0.0001, 0.00025, 0.0005, 0.001, 0.0025, 0.005, 0.01, 0.025, 0.1, 1],
  ],
} as const;

/** Models are named by clients; past so many, they are counted together, so that no client can fill the memory. */
const MOST_MODELS = 200;

export interface MetricSources {
  readonly gateway: string;
  readonly inFlight: () => number;
  readonly configAgeMs: () => number;
  readonly configGeneration: () => number;
  readonly spool: () => SpoolStatus;
}

/** The series of one operation on one model of one provider. */
interface TargetSeries {
  readonly labels: Readonly<Record<string, string>>;
  readonly duration: BucketCounts;
  readonly input: BucketCounts;
  readonly output: BucketCounts;
  readonly firstToken: BucketCounts;
  readonly perToken: BucketCounts;
}

/** What `/metrics` shows of one gateway process. */
export class Metrics implements Disposable {
  readonly #gateway: string;
  readonly #registry = new Registry();
  readonly #loop = monitorEventLoopDelay({ resolution: 100 });
  readonly #families = {
    duration: new HistogramFamily(...HISTOGRAMS.duration),
    tokens: new HistogramFamily(...HISTOGRAMS.tokens),
    firstToken: new HistogramFamily(...HISTOGRAMS.firstToken),
    perToken: new HistogramFamily(...HISTOGRAMS.perToken),
    overhead: new HistogramFamily(...HISTOGRAMS.overhead),
  };
  readonly #overhead: BucketCounts;
  readonly #targets = new Map<string, TargetSeries>();
  /** Durations of failed requests, which are series of their own, by target and error. */
  readonly #failed = new Map<string, BucketCounts>();
  /** Ended requests by operation, status and code. */
  readonly #ended = new Map<string, number>();

  constructor(sources: MetricSources) {
    this.#gateway = sources.gateway;
    this.#registry.setDefaultLabels({ gateway: sources.gateway });
    this.#overhead = this.#families.overhead.series({ gateway: sources.gateway });
    this.#loop.enable();
    this.#registerCounter();
    this.#registerGauges(sources);
  }

  /** A request ended. */
  observe(operation: string, { outcome, settlement, target }: Conclusion): void {
    const ended = `${operation} ${outcome.status} ${outcome.httpStatus ?? 0}`;
    this.#ended.set(ended, (this.#ended.get(ended) ?? 0) + 1);
    this.#overhead.observe(settlement.overheadUs / 1e6);
    if (target === null) return;
    const series = this.#seriesOf(operation, target, outcome.status === 'ok');
    const seconds = settlement.totalUs / 1e6;
    // One whose client left ended early too: neither is how long an answer takes.
    if (outcome.status === 'ok') series.duration.observe(seconds);
    else this.#failedOf(series, outcome.error?.code ?? outcome.status).observe(seconds);
    const usage = outcome.facts?.usage;
    if (usage?.input !== undefined) series.input.observe(usage.input);
    if (usage?.output !== undefined) series.output.observe(usage.output);
    if (outcome.status !== 'ok' || outcome.ttftUs === null) return;
    const first = outcome.ttftUs / 1e6;
    series.firstToken.observe(first);
    const further = (usage?.output ?? outcome.outputChunks ?? 0) - 1;
    if (further > 0) series.perToken.observe((seconds - first) / further);
  }

  /** The text format of Prometheus. */
  async text(): Promise<string> {
    const plain = await this.#registry.metrics();
    const histograms = Object.values(this.#families).map((family) => family.text());
    return [plain, ...histograms].join('\n');
  }

  get contentType(): string {
    return this.#registry.contentType;
  }

  [Symbol.dispose](): void {
    this.#loop.disable();
    this.#registry.clear();
  }

  /** A model has series of its own from its first answer on: names that no provider knows are not worth any. */
  #seriesOf(operation: string, target: Target, answered: boolean): TargetSeries {
    const provider = target.entity.name;
    const known = this.#targets.get(`${operation}\n${provider}\n${target.model}`);
    if (known !== undefined) return known;
    const model = answered && this.#targets.size < MOST_MODELS ? target.model : 'other';
    const key = `${operation}\n${provider}\n${model}`;
    const counted = this.#targets.get(key);
    if (counted !== undefined) return counted;
    const labels = {
      gateway: this.#gateway,
      gen_ai_operation_name: operation,
      gen_ai_provider_name: provider,
      gen_ai_request_model: model,
    };
    const { duration, tokens, firstToken, perToken } = this.#families;
    const series: TargetSeries = {
      labels,
      duration: duration.series(labels),
      input: tokens.series({ ...labels, gen_ai_token_type: 'input' }),
      output: tokens.series({ ...labels, gen_ai_token_type: 'output' }),
      firstToken: firstToken.series(labels),
      perToken: perToken.series(labels),
    };
    this.#targets.set(key, series);
    return series;
  }

  #failedOf({ labels }: TargetSeries, code: string): BucketCounts {
    const key = `${JSON.stringify(labels)} ${code}`;
    let series = this.#failed.get(key);
    if (series === undefined) {
      series = this.#families.duration.series({ ...labels, error_type: code });
      this.#failed.set(key, series);
    }
    return series;
  }

  #registerCounter(): void {
    const ended = this.#ended;
    new Counter({
      name: 'signalbox_requests_total',
      help: 'Requests to inference endpoints that ended, by how (ok, error, aborted) and HTTP status.',
      labelNames: ['operation', 'status', 'code'],
      registers: [this.#registry],
      collect() {
        this.reset();
        for (const [key, count] of ended) {
          const [operation = '', status = '', code = ''] = key.split(' ');
          this.inc({ operation, status, code }, count);
        }
      },
    });
  }

  /** What is only looked at when it is asked for. */
  #registerGauges(sources: MetricSources): void {
    const gauges: readonly (readonly [name: string, help: string, value: () => number])[] = [
      ['signalbox_requests_in_flight', 'Inference requests in flight.', sources.inFlight],
      [
        'signalbox_config_generation',
        'Generation of the configuration in force.',
        sources.configGeneration,
      ],
      [
        'signalbox_config_age_seconds',
        'Time since control was last heard.',
        () => sources.configAgeMs() / 1000,
      ],
      [
        'signalbox_spool_bytes',
        'Bytes in all spools of this machine.',
        () => sources.spool().bytes,
      ],
      [
        'signalbox_spool_frames_pending',
        'Frames cut and not acknowledged.',
        () => sources.spool().frames_pending,
      ],
      [
        'signalbox_spool_oldest_pending_seconds',
        'Age of the oldest frame that is not acknowledged; 0 where there is none.',
        () => (sources.spool().oldest_pending_ms ?? 0) / 1000,
      ],
      [
        'signalbox_spool_unrecorded_requests',
        'Requests since the start whose end could not be stored.',
        () => sources.spool().unrecorded,
      ],
      [
        'signalbox_event_loop_lag_p99_seconds',
        'Delay of the event loop since the last look, 99th percentile.',
        () => this.#loopLag(),
      ],
      ['process_resident_memory_bytes', 'Resident memory.', () => process.memoryUsage.rss()],
      ['process_cpu_seconds', 'User and system CPU time.', cpuSeconds],
    ];
    for (const [name, help, value] of gauges) {
      new Gauge({
        name,
        help,
        registers: [this.#registry],
        collect() {
          this.set(value());
        },
      });
    }
  }

  #loopLag(): number {
    const lag = this.#loop.percentile(99) / 1e9;
    this.#loop.reset();
    return Number.isFinite(lag) ? lag : 0;
  }
}

function cpuSeconds(): number {
  const { user, system } = process.cpuUsage();
  return (user + system) / 1e6;
}
