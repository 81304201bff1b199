import { performance } from 'node:perf_hooks';

/** Microseconds on the monotonic clock, whole; only differences mean anything. */
export function monotonicUs(): number {
  return Math.round(performance.now() * 1000);
}
