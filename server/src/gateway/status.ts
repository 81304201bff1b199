import type { Services } from './services.ts';

export interface Readiness {
  readonly ready: boolean;
  readonly body: Readonly<Record<string, unknown>>;
}

/** What `/readyz` answers: whether this process takes requests, and what it depends on. */
export function readiness(
  services: Services,
  process: { readonly generation: number; readonly inFlight: number; readonly draining: boolean },
): Readiness {
  const ageMs = services.configAgeMs();
  const stale = ageMs > services.maxConfigAgeMs;
  const status = process.draining ? 'draining' : stale ? 'snapshot_stale' : 'ready';
  return {
    ready: status === 'ready',
    body: {
      status,
      gateway: services.name,
      config: { generation: process.generation, age_ms: Math.round(ageMs) },
      spool: services.spool.status(),
      requests_in_flight: process.inFlight,
      upstreams: services.health.shown(),
    },
  };
}
