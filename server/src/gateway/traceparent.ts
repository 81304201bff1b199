import { hexOfId } from '../lib/ids.ts';

/** The caller's trace, or a new one. */
export interface TraceContext {
  /** 32 hex digits. */
  readonly traceId: string;
  /** 16 hex digits: the caller's span; null where the trace begins here. */
  readonly parentSpanId: string | null;
}

const TRACEPARENT = /^([0-9a-f]{2})-([0-9a-f]{32})-([0-9a-f]{16})-[0-9a-f]{2}(-.*)?$/;

/**
 * Reads a W3C traceparent (https://www.w3.org/TR/trace-context/#traceparent-header). One that is absent or malformed
 * begins a new trace, as the recommendation asks. A new trace's id is the request's own UUIDv7 in hex: it is unique, and
 * its last seven bytes are random, as the random flag of level 2 wants them.
 */
export function readTraceContext(header: string | undefined, requestId: string): TraceContext {
  const match = header === undefined ? null : TRACEPARENT.exec(header.trim());
  const [, version, traceId, parentSpanId, more] = match ?? [];
  if (
    traceId === undefined ||
    parentSpanId === undefined ||
    version === 'ff' ||
    (version === '00' && more !== undefined) ||
    /^0+$/.test(traceId) ||
    /^0+$/.test(parentSpanId)
  ) {
    return { traceId: hexOfId(requestId), parentSpanId: null };
  }
  return { traceId, parentSpanId };
}
