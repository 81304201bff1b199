import type { SpoolRecord } from '../platform/spool/index.ts';
import {
  headerRecord,
  REQUEST_KIND,
  RequestBegin,
  type RequestEnd,
  readRequestRecord,
} from '../telemetry/index.ts';

/**
 * The end that recovery writes for a request whose gateway died: what it began with, and nothing that nobody knows.
 * Its times are 0, since the moment of death is not recorded and that of recovery would say nothing about the request.
 *
 * A begin of another kind was left by a later version: its end is what it began with and a part that says when it was found,
 * and telemetry keeps that for a version that knows the kind.
 */
export function interruptedEnd(record: SpoolRecord, recoveredAtUs: number): SpoolRecord {
  if (record.kind !== REQUEST_KIND) {
    const found = Buffer.from(JSON.stringify({ recovered_at_us: recoveredAtUs }));
    return { ...record, parts: [...record.parts, { role: 'interrupted', bytes: found }] };
  }
  const begin = RequestBegin.parse(JSON.parse(readRequestRecord(record).header.toString('utf8')));
  const end: RequestEnd = {
    ...begin,
    status: 'interrupted',
    http_status: null,
    error_code: null,
    error_message: null,
    response_model: null,
    response_id: null,
    system_fingerprint: null,
    finish_reasons: [],
    steps_us: {},
    ttft_us: null,
    output_chunks: null,
    total_us: 0,
    overhead_us: 0,
    usage: null,
    cost: null,
    attempts: [],
    request_bytes: 0,
    response_bytes: 0,
    response_content_type: null,
    payload_dropped: false,
  };
  return headerRecord(record.id, Buffer.from(JSON.stringify(end)));
}
