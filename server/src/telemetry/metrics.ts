import { Counter, Gauge, Histogram, Registry } from 'prom-client';
import type { BucketCounts } from '../lib/bucket-counts.ts';
import { HistogramFamily } from '../lib/histogram-family.ts';
import type { RequestEnd } from './record.ts';

/** Bucket limits that OpenTelemetry's GenAI conventions advise. */
const DURATION_BUCKETS = [
  0.01, 0.02, 0.04, 0.08, 0.16, 0.32, 0.64, 1.28, 2.56, 5.12, 10.24, 20.48, 40.96, 81.92,
];
const TOKEN_BUCKETS = [
  1, 4, 16, 64, 256, 1024, 4096, 16384, 65536, 262144, 1048576, 4194304, 16777216, 67108864,
];
const TTFT_BUCKETS = [
  0.001, 0.005, 0.01, 0.02, 0.04, 0.06, 0.08, 0.1, 0.25, 0.5, 0.75, 1, 2.5, 5, 7.5, 10,
];
const TPOT_BUCKETS = [0.01, 0.025, 0.05, 0.075, 0.1, 0.15, 0.2, 0.3, 0.4, 0.5, 0.75, 1, 2.5];

/** A model's name comes from a client: past so many different ones the rest share a label. */
const MAX_MODELS = 200;
const OTHER = '_other';

/** The series of one operation on one model of one provider. */
interface Series {
  readonly labels: Readonly<Record<string, string>>;
  /** By error code; of those that went well, by the empty text. */
  readonly durations: Map<string, BucketCounts>;
  readonly input: BucketCounts;
  readonly output: BucketCounts;
  readonly ttft: BucketCounts;
  readonly tpot: BucketCounts;
}

/** What the telemetry role counts. Requests are counted at their frame's first delivery, whichever gateway served them. */
export class TelemetryMetrics {
  readonly registry = new Registry();
  readonly frames = this.#counter(
    'signalbox_telemetry_frames_total',
    'Frames whose effects were applied.',
  );
  readonly replays = this.#counter(
    'signalbox_telemetry_replayed_frames_total',
    'Frames that came again after they were applied.',
  );
  readonly failures = this.#counter(
    'signalbox_telemetry_failed_frames_total',
    'Deliveries that failed and are sent again.',
  );
  readonly rows = this.#counter(
    'signalbox_telemetry_requests_total',
    'Requests put into the trace store.',
  );
  readonly deadLetters = this.#counter(
    'signalbox_telemetry_dead_letters_total',
    'Records of which no row could be made.',
  );
  readonly lag = new Gauge({
    name: 'signalbox_telemetry_lag_seconds',
    help: 'Time from the cut of the last frame to its effects.',
    registers: [this.registry],
  });
  readonly ingest = new Histogram({
    name: 'signalbox_telemetry_ingest_duration_seconds',
    help: 'Time from the arrival of a frame to its effects.',
    buckets: [0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 10],
    registers: [this.registry],
  });
  readonly #duration = new HistogramFamily(
    'gen_ai_client_operation_duration_seconds',
    'GenAI operation duration.',
    DURATION_BUCKETS,
  );
  readonly #tokens = new HistogramFamily(
    'gen_ai_client_token_usage',
    'Number of input and output tokens used.',
    TOKEN_BUCKETS,
  );
  readonly #ttft = new HistogramFamily(
    'gen_ai_server_time_to_first_token_seconds',
    'Time to generate first token.',
    TTFT_BUCKETS,
  );
  readonly #tpot = new HistogramFamily(
    'gen_ai_server_time_per_output_token_seconds',
    'Time per output token after the first one.',
    TPOT_BUCKETS,
  );
  readonly #series = new Map<string, Series>();
  readonly #models = new Set<string>();

  observe(end: RequestEnd): void {
    const series = this.#seriesOf(end);
    // Of an interrupted one nobody knows it.
    if (end.status !== 'interrupted') {
      const failure = failureOf(end);
      const duration = series.durations.get(failure) ?? this.#durationOf(series, failure);
      duration.observe(end.total_us / 1e6);
    }
    const { input, output } = end.usage ?? {};
    if (input !== undefined) series.input.observe(input);
    if (output !== undefined) series.output.observe(output);
    // A failure ends early: in one series with answers it would make what fails look fast.
    if (end.status !== 'ok' || end.ttft_us === null) return;
    series.ttft.observe(end.ttft_us / 1e6);
    if (output !== undefined && output > 1)
      series.tpot.observe((end.total_us - end.ttft_us) / 1e6 / (output - 1));
  }

  /** The text format of Prometheus. */
  async text(): Promise<string> {
    const plain = await this.registry.metrics();
    const families = [this.#duration, this.#tokens, this.#ttft, this.#tpot];
    return [plain, ...families.map((family) => family.text())].join('\n');
  }

  #seriesOf(end: RequestEnd): Series {
    const model = this.#model(end.model ?? end.requested_model);
    const key = `${end.operation}\n${end.provider}\n${model}`;
    let series = this.#series.get(key);
    if (series === undefined) {
      const labels = {
        gen_ai_operation_name: end.operation,
        gen_ai_provider_name: end.provider ?? '',
        gen_ai_request_model: model,
      };
      series = {
        labels,
        durations: new Map(),
        input: this.#tokens.series({ ...labels, gen_ai_token_type: 'input' }),
        output: this.#tokens.series({ ...labels, gen_ai_token_type: 'output' }),
        ttft: this.#ttft.series(labels),
        tpot: this.#tpot.series(labels),
      };
      this.#series.set(key, series);
    }
    return series;
  }

  #durationOf(series: Series, code: string): BucketCounts {
    const duration = this.#duration.series({ ...series.labels, error_type: code });
    series.durations.set(code, duration);
    return duration;
  }

  #model(name: string): string {
    if (this.#models.has(name)) return name;
    if (this.#models.size >= MAX_MODELS) return OTHER;
    this.#models.add(name);
    return name;
  }

  #counter(name: string, help: string): Counter {
    return new Counter({ name, help, registers: [this.registry] });
  }
}

/** As a label: empty where it was answered, `aborted` where the client left. */
function failureOf({ status, error_code }: RequestEnd): string {
  return status === 'ok' ? '' : (error_code ?? status);
}
