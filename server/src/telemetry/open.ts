import type { Telemetry, TelemetryOptions } from './telemetry.ts';

/** Loads the role's code when it is asked for: the gateway and control import this feature for its shapes and endpoints only. */
export async function openTelemetry(options: TelemetryOptions): Promise<Telemetry> {
  const { startTelemetry } = await import('./telemetry.ts');
  return startTelemetry(options);
}
