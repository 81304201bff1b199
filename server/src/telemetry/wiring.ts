// What only the composition root needs: the role's service, and the endpoints that control mounts.
export { openTelemetry } from './open.ts';
export { traceEndpoints } from './routes.ts';
export { viewEndpoints } from './views/routes.ts';
