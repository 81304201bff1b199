import { hostname } from 'node:os';
import type { ProcessReport } from './process-report.ts';

/** This process's report. */
export function ownReport(
  options: { readonly process: string; readonly version: string },
  details: Readonly<Record<string, unknown>> = {},
): ProcessReport {
  return {
    v: 1,
    ...options,
    pid: process.pid,
    host: hostname(),
    started_at: new Date(performance.timeOrigin).toISOString(),
    rss_bytes: process.memoryUsage.rss(),
    details: { ...details },
  };
}
