import type { Frame } from '../../platform/spool/record.ts';
import type { RequestEnd } from '../record.ts';
import { type RequestRecord, requestRecord } from '../request-record.ts';

export const ORGANISATION = '01930000-0000-7000-8000-000000000001';
export const PROJECT = '01930000-0000-7000-8000-000000000002';
export const ENVIRONMENT = '01930000-0000-7000-8000-000000000003';
export const KEY = '01930000-0000-7000-8000-000000000004';
export const SPOOL = '01930000-0000-7000-8000-000000000005';

let serial = 0;

/** An id of this moment, as a gateway would make it. */
export function requestId(atMs: number): string {
  const time = Math.floor(atMs).toString(16).padStart(12, '0');
  return `${time.slice(0, 8)}-${time.slice(8)}-7abc-8def-${String(++serial).padStart(12, '0')}`;
}

/** A whole request as the gateway records it; `changes` over a plain successful chat. */
export function requestEnd(changes: Partial<RequestEnd> = {}): RequestEnd {
  const startedAtUs = changes.started_at_us ?? Date.now() * 1000;
  const id = changes.id ?? requestId(startedAtUs / 1000);
  return {
    v: 1,
    id,
    trace_id: id.replaceAll('-', ''),
    parent_span_id: null,
    organisation_id: ORGANISATION,
    project_id: PROJECT,
    environment_id: ENVIRONMENT,
    key_id: KEY,
    started_at_us: startedAtUs,
    gateway: 'gateway-1',
    protocol: 'openai',
    operation: 'chat',
    stream: false,
    requested_model: 'openai/gpt-5',
    provider: 'openai',
    model: 'gpt-5',
    user: null,
    session: null,
    tags: [],
    metadata: {},
    capture: 'full',
    retention_days: 30,
    status: 'ok',
    http_status: 200,
    error_code: null,
    error_message: null,
    response_model: 'gpt-5-2026-08-01',
    response_id: 'chatcmpl-1',
    system_fingerprint: null,
    finish_reasons: ['stop'],
    steps_us: { authenticate: 12, parse: 21, admit: 3, route: 5, infer: 90_000, settle: 9 },
    ttft_us: null,
    output_chunks: null,
    total_us: 90_123,
    overhead_us: 123,
    usage: { input: 10, output: 5 },
    cost: {
      total: '62500000',
      by_kind: { input: '12500000', output: '50000000' },
      price_version: '1',
    },
    attempts: [
      {
        provider: changes.provider ?? 'openai',
        model: changes.model ?? 'gpt-5',
        status: 'ok',
        http_status: 200,
        error_code: null,
        start_us: 60,
        first_byte_us: 80_000,
        end_us: 90_000,
      },
    ],
    request_bytes: 0,
    response_bytes: 0,
    response_content_type: 'application/json',
    payload_dropped: false,
    ...changes,
  };
}

export function chatRequest(...texts: string[]): Buffer {
  const messages = texts.map((content, i) => ({
    role: i === 0 && texts.length > 1 ? 'system' : 'user',
    content,
  }));
  return Buffer.from(JSON.stringify({ model: 'openai/gpt-5', messages }));
}

export function chatResponse(content: string): Buffer {
  return Buffer.from(
    JSON.stringify({
      id: 'chatcmpl-1',
      choices: [{ index: 0, message: { role: 'assistant', content }, finish_reason: 'stop' }],
    }),
  );
}

export function endRecord(
  end: RequestEnd,
  request: Buffer = Buffer.alloc(0),
  response: Buffer = Buffer.alloc(0),
): RequestRecord {
  const whole = { ...end, request_bytes: request.length, response_bytes: response.length };
  return { id: end.id, header: Buffer.from(JSON.stringify(whole)), request, response };
}

export function frameOf(
  number: number,
  requests: readonly RequestRecord[],
  changes: Partial<Frame> = {},
): Frame {
  const records = requests.map(requestRecord);
  return { version: 2, spoolId: SPOOL, number, cutAtUs: Date.now() * 1000, records, ...changes };
}
