import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { z } from 'zod';
import type { Caller, Endpoint } from '../platform/http/index.ts';
import { LinkClient, type LinkServer, startLinkServer } from '../platform/link/index.ts';
import { encodeFrame } from '../platform/spool/index.ts';
import { ledger } from './effects/ledger.ts';
import { startTelemetry } from './telemetry.ts';
import {
  chatRequest,
  chatResponse,
  ENVIRONMENT,
  endRecord,
  frameOf,
  KEY,
  ORGANISATION,
  PROJECT,
  requestEnd,
  SPOOL,
} from './testing/records.ts';
import { silent, type TestStores, testStores } from './testing/stores.ts';
import { TelemetryLink, traceEndpoints } from './wiring.ts';

const folder = mkdtempSync(join(tmpdir(), 'sbx-tl-'));
const socket = join(folder, 'telemetry.sock');
const key = Buffer.alloc(32, 1);
let stores: TestStores;
let server: LinkServer;
let client: LinkClient;
let telemetry: ReturnType<typeof startTelemetry>;

beforeAll(async () => {
  stores = await testStores();
  telemetry = startTelemetry({
    store: stores.store,
    db: stores.db,
    effects: [ledger],
    log: silent,
    storeDirectory: folder,
  });
  server = await startLinkServer({ socket, key, routes: telemetry.routes, log: silent });
  client = new LinkClient({ socket, key, role: 'gateway' });
});
afterAll(async () => {
  await client[Symbol.asyncDispose]();
  await server[Symbol.asyncDispose]();
  await stores[Symbol.asyncDispose]();
  rmSync(folder, { recursive: true, force: true });
});

const Acknowledged = z.object({ spool: z.string(), number: z.number() });
const endpoint = (id: string): Endpoint =>
  traceEndpoints(new TelemetryLink({ questions: client, signs: client })).find(
    (e) => e.operationId === id,
  )!;
const caller = (...scopes: string[]): Caller =>
  ({
    keyId: KEY,
    organisationId: ORGANISATION,
    projectId: PROJECT,
    environmentId: ENVIRONMENT,
    scopes: new Set(scopes),
  }) as unknown as Caller;
const call = (
  id: string,
  input: { params?: unknown; query?: unknown; scopes?: string[] },
): Promise<unknown> => {
  const { query, params, handler } = endpoint(id);
  return handler({
    caller: caller(...(input.scopes ?? ['traces:read', 'usage:read', 'traces:content'])),
    params: params?.parse(input.params),
    query: query?.parse(input.query),
    signal: new AbortController().signal,
  } as unknown as Parameters<typeof handler>[0]);
};
const range = {
  from: new Date(Date.now() - 3_600_000).toISOString(),
  to: new Date(Date.now() + 60_000).toISOString(),
};

describe('over the link', () => {
  it('a frame is acknowledged, and then its requests are found by the management endpoints', async () => {
    const end = requestEnd({ stream: true, ttft_us: 10_000, usage: { input: 11, output: 7 } });
    const frame = frameOf(1, [endRecord(end, chatRequest('hi'), chatResponse('ho'))]);
    for (let i = 0; i < 2; i++) {
      const response = await client.call('POST', '/frames', { body: encodeFrame(frame) });
      expect(Acknowledged.parse(await response.body.json())).toEqual({ spool: SPOOL, number: 1 });
    }
    expect(await call('listRequests', { query: range })).toMatchObject({
      data: [{ request_id: end.id, input: 'hi', output: 'ho' }],
      next_cursor: null,
    });
    expect(await call('getRequest', { params: { id: end.id } })).toMatchObject({
      request_id: end.id,
      output_text: 'ho',
    });
    const trace = await call('getTrace', { params: { trace_id: end.trace_id }, query: {} });
    expect(trace).toMatchObject({
      trace_id: end.trace_id,
      spans: expect.arrayContaining(
        [
          { kind: 'request', parent_span_id: null, span_id: end.id.replaceAll('-', '').slice(-16) },
          { kind: 'step', name: 'infer' },
          { kind: 'attempt', attempt: 1 },
        ].map((span) => expect.objectContaining({ ...span, request_id: end.id })),
      ),
      totals: { requests: 1 },
      more: false,
    });
    expect(await call('getUsage', { query: { ...range, group_by: 'model' } })).toMatchObject({
      data: [{ model: 'gpt-5', requests: 1, input_tokens: 11 }],
    });
    expect(await call('listRequests', { query: range, scopes: ['traces:read'] })).toMatchObject({
      data: [{ input: null, output: null }],
    });
    await expect(
      call('listRequests', { query: { ...range, text: 'h' }, scopes: ['traces:read'] }),
    ).rejects.toMatchObject({ code: 'scope_missing' });
    for (const [operation, params, next] of [
      ['getRequest', { id: 'nothing' }, 'Check the id'],
      ['getRequest', { id: end.trace_id }, `/api/v1/traces/${end.trace_id}`],
      ['getTrace', { trace_id: 'nothing' }, 'Check the id'],
      ['getTrace', { trace_id: end.id }, `/api/v1/requests/${end.id}`],
    ] as const)
      await expect(call(operation, { params, query: {} })).rejects.toMatchObject({
        code: 'not_found',
        next: expect.stringContaining(next),
      });
  });

  it('a list without its range says what the range looks like', () => {
    const parsed = endpoint('listRequests').query?.safeParse({ from: 'yesterday' });
    expect(parsed?.error?.message).toContain('2026-11-23T10:00:00Z');
  });

  it('what is no frame is refused', async () => {
    await expect(client.call('POST', '/frames', { body: 'no frame' })).rejects.toMatchObject({
      code: 'request_invalid',
    });
  });

  it('metrics count each request once and have the names of the conventions', async () => {
    const metrics = await (await client.call('GET', '/metrics')).body.text();
    expect(metrics).toContain('signalbox_telemetry_requests_total 1');
    expect(metrics).toContain('signalbox_telemetry_replayed_frames_total 1');
    for (const name of [
      'gen_ai_client_operation_duration_seconds',
      'gen_ai_client_token_usage',
      'gen_ai_server_time_to_first_token_seconds',
      'gen_ai_server_time_per_output_token_seconds',
    ])
      expect(metrics).toMatch(new RegExp(`${name}_count\\{.*gen_ai_request_model="gpt-5".*\\} 1`));
  });

  it('status tells rows and room', async () => {
    const status = await client.json(
      'GET',
      '/status',
      z.looseObject({
        tables: z.record(z.string(), z.looseObject({ rows: z.number() })),
        disk_free_bytes: z.number(),
      }),
    );
    expect(status.tables['requests']?.rows).toBe(1);
    expect(status.disk_free_bytes).toBeGreaterThan(0);
  });

  it('takes no frame while it drains', async () => {
    await telemetry.drain();
    await expect(
      client.call('POST', '/frames', { body: encodeFrame(frameOf(2, [])) }),
    ).rejects.toMatchObject({ code: 'draining' });
  });
});
