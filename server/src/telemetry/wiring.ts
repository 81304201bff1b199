// What only the composition root needs: the role's service, and the endpoints that control mounts.
export { keepDaysClosed } from './closed-days.ts';
export { ledger } from './effects/ledger.ts';
export { type ExportPorts, exportRequests } from './exports/export-job.ts';
export { exportPruning } from './exports/queries.ts';
export { exportEndpoints } from './exports/routes.ts';
export { openTelemetry } from './open.ts';
export { askUsage, traceEndpoints } from './routes.ts';
export { TelemetryLink } from './telemetry-link.ts';
export { viewEndpoints } from './views/routes.ts';
