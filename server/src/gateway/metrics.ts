import { monitorEventLoopDelay } from 'node:perf_hooks';
import { Counter, Gauge, Registry } from 'prom-client';
import type { BucketCounts } from '../lib/bucket-counts.ts';
import { HistogramFamily } from '../lib/histogram-family.ts';
import { MultiKeyMap } from '../lib/multi-key-map.ts';
import { GenAiMetrics } from '../platform/gen-ai-metrics/index.ts';
import type { SpoolStatus } from '../platform/spool/index.ts';
import type { Conclusion, Outcome } from './outcome.ts';
import type { HealthShown } from './resilience/health.ts';

const OVERHEAD = [
  'signalbox_overhead_seconds',
  "The gateway's own share of a request: all but waiting for the provider or the client.",
  [0.00005, 0.0001, 0.00025, 0.0005, 0.001, 0.0025, 0.005, 0.01, 0.025, 0.1, 1],
] as const;

export interface MetricSources {
  readonly gateway: string;
  readonly inFlight: () => number;
  readonly configAgeMs: () => number;
  readonly configGeneration: () => number;
  readonly spool: () => SpoolStatus;
  readonly upstreams: () => readonly HealthShown[];
}

interface Ended {
  readonly labels: { readonly operation: string; readonly status: string; readonly code: number };
  count: number;
}

/** What `/metrics` shows of one gateway process. */
export class Metrics implements Disposable {
  readonly #registry = new Registry();
  readonly #loop = monitorEventLoopDelay({ resolution: 100 });
  readonly #genAi: GenAiMetrics;
  readonly #overheads = new HistogramFamily(...OVERHEAD);
  readonly #overhead: BucketCounts;
  /** Ended requests by operation, status and code. */
  readonly #ended = new MultiKeyMap<Ended>();
  readonly #allEnded: Ended[] = [];

  constructor(sources: MetricSources) {
    const { gateway } = sources;
    this.#registry.setDefaultLabels({ gateway });
    this.#genAi = new GenAiMetrics({ gateway });
    this.#overhead = this.#overheads.series({ gateway });
    this.#loop.enable();
    this.#registerCounter();
    this.#registerGauges(sources);
    this.#registerUpstreams(sources.upstreams);
  }

  /** A request ended. */
  observe(operation: string, { outcome, settlement, target }: Conclusion): void {
    this.#endedBy(operation, outcome).count += 1;
    this.#overhead.observe(settlement.overheadUs / 1e6);
    this.#genAi.observe({
      operation,
      provider: target?.entity.name ?? null,
      model: target?.model ?? null,
      status: outcome.status,
      errorCode: outcome.error?.code ?? null,
      totalUs: settlement.totalUs,
      ttftUs: outcome.ttftUs,
      usage: outcome.facts?.usage ?? null,
    });
  }

  #endedBy(operation: string, { status, httpStatus }: Outcome): Ended {
    const code = httpStatus ?? 0;
    let ended = this.#ended.get(operation, status, code);
    if (ended === undefined) {
      ended = { labels: { operation, status, code }, count: 0 };
      this.#ended.set([operation, status, code], ended);
      this.#allEnded.push(ended);
    }
    return ended;
  }

  /** The text format of Prometheus. */
  async text(): Promise<string> {
    const plain = await this.#registry.metrics();
    return [plain, this.#genAi.text(), this.#overheads.text()].join('\n');
  }

  get contentType(): string {
    return this.#registry.contentType;
  }

  [Symbol.dispose](): void {
    this.#loop.disable();
    this.#registry.clear();
  }

  #registerCounter(): void {
    const ended = this.#allEnded;
    new Counter({
      name: 'signalbox_requests_total',
      help: 'Requests to inference endpoints that ended, by how (ok, error, aborted) and HTTP status.',
      labelNames: ['operation', 'status', 'code'],
      registers: [this.#registry],
      collect() {
        this.reset();
        for (const { labels, count } of ended) this.inc(labels, count);
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

  /** A series for each model of a provider, by credential. */
  #registerUpstreams(upstreams: MetricSources['upstreams']): void {
    const labelNames = ['provider', 'model', 'credential'];
    const gauges: readonly (readonly [
      name: string,
      help: string,
      value: (of: HealthShown) => number,
    ])[] = [
      [
        'signalbox_upstream_blocked',
        'Whether a route leaves a target alone: 0 no, 1 its breaker is open, 2 it asked for a pause or its quota is used up, 3 its credential is refused.',
        ({ blocked }) => (blocked === null ? 0 : BLOCKED[blocked.reason]),
      ],
      [
        'signalbox_upstream_breaker_open',
        'State of the breaker of a target: 0 closed, 0.5 half open, 1 open.',
        ({ breaker }) => BREAKER[breaker],
      ],
      [
        'signalbox_upstream_first_byte_seconds',
        'Moving average of the time to the first byte, which rises at once and falls over 10 s; 0 where nothing was answered yet.',
        ({ first_byte_ms }) => (first_byte_ms ?? 0) / 1000,
      ],
      ['signalbox_upstream_in_flight', 'Calls in flight.', ({ in_flight }) => in_flight],
    ];
    for (const [name, help, value] of gauges) {
      new Gauge({
        name,
        help,
        labelNames,
        registers: [this.#registry],
        collect() {
          this.reset();
          for (const shown of upstreams()) {
            const { provider, model, credential_id } = shown;
            this.set({ provider, model, credential: credential_id ?? '' }, value(shown));
          }
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

const BLOCKED = { breaker: 1, rate_limit: 2, credential: 3 } as const;
const BREAKER = { closed: 0, half_open: 0.5, open: 1 } as const;

function cpuSeconds(): number {
  const { user, system } = process.cpuUsage();
  return (user + system) / 1e6;
}
