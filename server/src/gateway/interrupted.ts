import { RequestBegin, type RequestEnd } from '../telemetry/index.ts';

/**
 * The end that recovery writes for a request whose gateway died: what it began with, and nothing that nobody knows.
 * Its times are 0, since the moment of death is not recorded and that of recovery would say nothing about the request.
 */
export function interruptedEnd(beginHeader: Buffer): Buffer {
  const begin = RequestBegin.parse(JSON.parse(beginHeader.toString('utf8')));
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
  return Buffer.from(JSON.stringify(end));
}
