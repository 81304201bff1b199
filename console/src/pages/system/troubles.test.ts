import { describe, expect, it } from 'vitest';
import { troublesOf } from './troubles.ts';
import type { Process, System } from './types.ts';

const gateway = (spool: object = {}): Process['gateway'] => ({
  config: { generation: 3, age_ms: 10 },
  requests_in_flight: 0,
  spool: {
    level: 'ok',
    bytes: 0,
    unrecorded: 0,
    frames_pending: 0,
    oldest_pending_ms: null,
    set_aside: 0,
    damaged: 0,
    ...spool,
  },
});
const process = (changes: Partial<Process>): Process => ({
  process: 'gateway-1',
  role: 'gateway',
  host: 'h',
  pid: 1,
  version: '1',
  started_at: '2026-03-01T12:00:00Z',
  rss_bytes: 1,
  heard_ms_ago: 10,
  state: 'running',
  behind: 0,
  gateway: gateway(),
  ...changes,
});
const system = (changes: Partial<System>): System => ({
  version: '1',
  node: 'v24',
  platform: 'linux-x64',
  generation: 3,
  processes: [process({})],
  engine: {
    state: 'resting',
    error: null,
    installation: null,
    rss_bytes: null,
    requests: 0,
    requests_refused: 0,
  },
  untrusted_proxy: null,
  exempt_providers: [],
  stores: {
    postgres: { version: '18', bytes: 1, embedded: true },
    analytics: {
      kind: 'chdb',
      bytes: 1,
      rows: 1,
      tables: [],
      last_cut_at: null,
      last_applied_at: null,
      disk_free_bytes: null,
    },
  },
  disk: { path: '/data', free_bytes: 50e9, total_bytes: 100e9 },
  ...changes,
});

describe('what needs attention', () => {
  it('is nothing where all is well', () => expect(troublesOf(system({}))).toEqual([]));

  it.each([
    [{ processes: [process({ state: 'silent' })] }, 'gateway-1 has not been heard of'],
    [{ processes: [process({ state: 'snapshot_stale' })] }, 'refuses requests'],
    [{ processes: [process({ behind: 2 })] }, 'lacks 2 changes'],
    [{ processes: [process({ gateway: gateway({ level: 'full' }) })] }, 'is full'],
    [{ processes: [process({ gateway: gateway({ unrecorded: 5 }) })] }, '5 requests'],
    [{ processes: [process({ gateway: gateway({ oldest_pending_ms: 90_000 }) })] }, '90 s'],
    [{ stores: { ...system({}).stores, analytics: null } }, 'Telemetry does not answer'],
    [
      { exempt_providers: [{ id: '1', name: 'old', base_url: 'http://10.0.0.1/v1' }] },
      'private networks, which takes an option now: old (http://10.0.0.1/v1).',
    ],
    [{ disk: { path: '/data', free_bytes: 1e9, total_bytes: 100e9 } }, 'nearly full'],
  ])('is told: %#', (changes, text) => {
    const told = troublesOf(system(changes as Partial<System>));
    expect(told).toHaveLength(1);
    expect(told[0]).toContain(text);
  });
});
