import { Counter, Gauge, Histogram, Registry } from 'prom-client';
import { GenAiMetrics } from '../platform/gen-ai-metrics/index.ts';
import type { RequestEnd } from './record.ts';

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
  readonly #genAi = new GenAiMetrics();

  observe(end: RequestEnd): void {
    this.#genAi.observe({
      operation: end.operation,
      provider: end.provider,
      model: end.model,
      status: end.status,
      errorCode: end.error_code,
      totalUs: end.total_us,
      ttftUs: end.ttft_us,
      usage: end.usage,
    });
  }

  /** The text format of Prometheus. */
  async text(): Promise<string> {
    return [await this.registry.metrics(), this.#genAi.text()].join('\n');
  }

  #counter(name: string, help: string): Counter {
    return new Counter({ name, help, registers: [this.registry] });
  }
}
