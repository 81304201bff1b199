// What only the composition root needs: the role's service, and the endpoints that control mounts.
export { keepDaysClosed } from './closed-days.ts';
export { openTelemetry } from './open.ts';
export { traceEndpoints } from './routes.ts';
export { TelemetryLink } from './telemetry-link.ts';
export { viewEndpoints } from './views/routes.ts';
