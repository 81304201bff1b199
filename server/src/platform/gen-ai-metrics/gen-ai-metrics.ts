import type { BucketCounts } from '../../lib/bucket-counts.ts';
import { HistogramFamily } from '../../lib/histogram-family.ts';
import { MultiKeyMap } from '../../lib/multi-key-map.ts';
import type { Usage } from '../../protocols/conversation/index.ts';

/**
 * Histograms of the OpenTelemetry GenAI semantic conventions 1.41 (docs/gen-ai/gen-ai-metrics.md), with the buckets that they
 * advise, under the names that Prometheus has for them.
 */
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
} as const;

/** Models are named by clients; past so many, they are counted together, so that no client can fill the memory. */
const MOST_MODELS = 200;
/** As the conventions call what has no name of its own (`error.type`). */
const OTHER = '_OTHER';

/** A request that ended, as it is counted. What is not known is null, and counted nowhere. */
export interface EndedOperation {
  /** `gen_ai.operation.name`. */
  readonly operation: string;
  /** Null: it was sent nowhere, so that there was no operation of a model. */
  readonly provider: string | null;
  /** As the provider calls it. */
  readonly model: string | null;
  /** `aborted`: the client left. `interrupted`: the gateway died, and how long it took is not known. */
  readonly status: 'ok' | 'error' | 'aborted' | 'interrupted';
  readonly errorCode: string | null;
  readonly totalUs: number;
  readonly ttftUs: number | null;
  readonly usage: Usage | null;
}

/** The series of one operation on one model of one provider. */
interface Series {
  readonly labels: Readonly<Record<string, string>>;
  readonly duration: BucketCounts;
  /** By error: a failure ends early, and in one series with answers would make what fails look fast. */
  readonly failed: Map<string, BucketCounts>;
  readonly input: BucketCounts;
  readonly output: BucketCounts;
  readonly firstToken: BucketCounts;
  readonly perToken: BucketCounts;
}

/** The `gen_ai_*` metrics: what a gateway shows of its own requests, and telemetry of everybody's. */
export class GenAiMetrics {
  readonly #common: Readonly<Record<string, string>>;
  readonly #families = {
    duration: new HistogramFamily(...HISTOGRAMS.duration),
    tokens: new HistogramFamily(...HISTOGRAMS.tokens),
    firstToken: new HistogramFamily(...HISTOGRAMS.firstToken),
    perToken: new HistogramFamily(...HISTOGRAMS.perToken),
  };
  readonly #series = new MultiKeyMap<Series>();

  /** `common`: labels that every series has. */
  constructor(common: Readonly<Record<string, string>> = {}) {
    this.#common = common;
  }

  observe(ended: EndedOperation): void {
    const { provider, model, status, usage, ttftUs, totalUs } = ended;
    if (provider === null) return;
    const series = this.#seriesOf(ended.operation, provider, model ?? '', status === 'ok');
    if (usage?.input !== undefined) series.input.observe(usage.input);
    if (usage?.output !== undefined) series.output.observe(usage.output);
    if (status === 'interrupted') return;
    const seconds = totalUs / 1e6;
    if (status !== 'ok') {
      this.#failedOf(series, ended.errorCode ?? status).observe(seconds);
      return;
    }
    series.duration.observe(seconds);
    if (ttftUs === null) return;
    const first = ttftUs / 1e6;
    series.firstToken.observe(first);
    const further = (usage?.output ?? 0) - 1;
    if (further > 0) series.perToken.observe((seconds - first) / further);
  }

  /** The text format of Prometheus. */
  text(): string {
    const { duration, tokens, firstToken, perToken } = this.#families;
    return [duration, tokens, firstToken, perToken].map((family) => family.text()).join('\n');
  }

  /** A model has series of its own from its first answer on: names that no provider knows are not worth any. */
  #seriesOf(operation: string, provider: string, named: string, answered: boolean): Series {
    const known = this.#series.get(operation, provider, named);
    if (known !== undefined) return known;
    const model = answered && this.#series.size < MOST_MODELS ? named : OTHER;
    const counted = this.#series.get(operation, provider, model);
    if (counted !== undefined) return counted;
    const labels = {
      ...this.#common,
      gen_ai_operation_name: operation,
      gen_ai_provider_name: provider,
      gen_ai_request_model: model,
    };
    const { duration, tokens, firstToken, perToken } = this.#families;
    const series: Series = {
      labels,
      duration: duration.series(labels),
      failed: new Map(),
      input: tokens.series({ ...labels, gen_ai_token_type: 'input' }),
      output: tokens.series({ ...labels, gen_ai_token_type: 'output' }),
      firstToken: firstToken.series(labels),
      perToken: perToken.series(labels),
    };
    this.#series.set([operation, provider, model], series);
    return series;
  }

  #failedOf({ labels, failed }: Series, code: string): BucketCounts {
    let series = failed.get(code);
    if (series === undefined) {
      series = this.#families.duration.series({ ...labels, error_type: code });
      failed.set(code, series);
    }
    return series;
  }
}
