import { collectDefaultMetrics, Gauge, Histogram, Registry } from 'prom-client';
import type { ConfigPublisher } from '../../platform/config-stream/index.ts';
import type { LinkClient } from '../../platform/link/index.ts';

const TELEMETRY_WAIT_MS = 3_000;

export interface ControlMetrics {
  readonly observe: (operation: string | null, status: number, seconds: number) => void;
  /** Prometheus text of control, and of telemetry where it answers. */
  readonly text: () => Promise<string>;
}

/** Control's own metrics, and telemetry's through the link: one scrape of the console port sees both. */
export function createControlMetrics(
  publisher: ConfigPublisher,
  telemetry: LinkClient,
): ControlMetrics {
  const registry = new Registry();
  collectDefaultMetrics({ register: registry, prefix: 'signalbox_control_' });
  const duration = new Histogram({
    name: 'signalbox_control_request_duration_seconds',
    help: 'Calls of the management API.',
    labelNames: ['operation', 'status'],
    buckets: [0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 10],
    registers: [registry],
  });
  new Gauge({
    name: 'signalbox_config_generation',
    help: 'Generation of the configuration that control publishes.',
    registers: [registry],
    collect() {
      this.set(publisher.generation);
    },
  });
  new Gauge({
    name: 'signalbox_config_follower_lag',
    help: 'Generations that a connected process is behind control.',
    labelNames: ['process', 'role'],
    registers: [registry],
    collect() {
      this.reset();
      for (const { process, role, generation, connected } of publisher.followers())
        if (connected) this.set({ process, role }, Math.max(0, publisher.generation - generation));
    },
  });
  const telemetryUp = new Gauge({
    name: 'signalbox_telemetry_up',
    help: 'Whether the telemetry role answers control.',
    registers: [registry],
  });
  return {
    observe: (operation, status, seconds) =>
      duration.observe({ operation: operation ?? 'other', status: String(status) }, seconds),
    async text() {
      const theirs = await metricsOf(telemetry);
      telemetryUp.set(theirs === null ? 0 : 1);
      return `${await registry.metrics()}${theirs ?? ''}`;
    },
  };
}

async function metricsOf(telemetry: LinkClient): Promise<string | null> {
  try {
    const signal = AbortSignal.timeout(TELEMETRY_WAIT_MS);
    const response = await telemetry.call('GET', '/metrics', { signal });
    return await response.body.text();
  } catch {
    return null;
  }
}
