import { Pool } from 'undici';
import type { Load } from './load.ts';

/** Bytes in which the terminal event is looked for, however a target cuts its last chunks. */
const TAIL = 64;

export interface StreamMeasured {
  readonly streams: number;
  readonly chunksPerSecond: number;
  readonly ttfbP50Ms: number;
  readonly ttfbP99Ms: number;
  readonly failed: number;
}

/** Streams one after another on each connection; counts events as they arrive. */
export async function runStreams(load: Load): Promise<StreamMeasured> {
  const { origin, pathname } = new URL(load.url);
  const pool = new Pool(origin, { connections: load.connections });
  const ttfb: number[] = [];
  let events = 0;
  let streams = 0;
  let failed = 0;
  const began = performance.now();
  const deadline = began + load.seconds * 1000;
  const one = (): Promise<void> =>
    new Promise((resolve) => {
      const sent = performance.now();
      let first = true;
      let status = 0;
      let tail = '';
      pool.dispatch(
        { path: pathname, method: 'POST', headers: { ...load.headers }, body: load.body },
        {
          onRequestStart() {},
          onResponseStart(_controller, code) {
            status = code;
          },
          onResponseData(_controller, chunk) {
            if (first) ttfb.push(performance.now() - sent);
            first = false;
            for (
              let at = chunk.indexOf('data: ');
              at !== -1;
              at = chunk.indexOf('data: ', at + 6)
            ) {
              events++;
            }
            tail = (tail + chunk.toString('latin1', Math.max(0, chunk.length - TAIL))).slice(-TAIL);
          },
          onResponseEnd() {
            if (status === 200 && tail.includes('[DONE]')) streams++;
            else failed++;
            resolve();
          },
          onResponseError() {
            failed++;
            resolve();
          },
        },
      );
    });
  await Promise.all(
    Array.from({ length: load.connections }, async () => {
      while (performance.now() < deadline) await one();
    }),
  );
  const seconds = (performance.now() - began) / 1000;
  await pool.close();
  ttfb.sort((a, b) => a - b);
  return {
    streams,
    chunksPerSecond: events / seconds,
    ttfbP50Ms: ttfb[Math.floor(ttfb.length * 0.5)] ?? Number.NaN,
    ttfbP99Ms: ttfb[Math.floor(ttfb.length * 0.99)] ?? Number.NaN,
    failed,
  };
}
