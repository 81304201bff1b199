export { openTelemetry } from './open.ts';
export { Attempt, Capture, Cost, RequestBegin, RequestEnd, Usage } from './record.ts';
export { traceEndpoints } from './routes.ts';
export type { Telemetry, TelemetryOptions } from './telemetry.ts';
