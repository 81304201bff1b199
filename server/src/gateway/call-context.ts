import { SignalboxError } from '../platform/errors/index.ts';
import type { ParsedRequest } from '../protocols/index.ts';
import type { Capture } from '../telemetry/index.ts';
import type { InboundRequest } from './inbound-request.ts';
import {
  noAttributes,
  type RequestAttributes,
  readAttributes,
  withStated,
} from './request-attributes.ts';
import { readTraceContext, type TraceContext } from './traceparent.ts';

/** What the headers of a request say about it. */
export interface CallContext {
  readonly trace: TraceContext;
  readonly attributes: RequestAttributes;
  /** Why the labels cannot be taken; they are empty then, and the request is refused. */
  readonly fault: SignalboxError | null;
}

/** Never throws what a client can cause, since a request that is refused for its headers has a record too. */
export function contextOf({ id, request }: InboundRequest, capture: Capture): CallContext {
  const { headers } = request;
  const traceparent = headers['traceparent'];
  const trace = readTraceContext(typeof traceparent === 'string' ? traceparent : undefined, id);
  try {
    return { trace, attributes: readAttributes(headers, capture), fault: null };
  } catch (error) {
    if (!(error instanceof SignalboxError)) throw error;
    return { trace, attributes: noAttributes(capture), fault: error };
  }
}

/** With what the body itself says of whose it is. */
export function withBody(context: CallContext, parsed: ParsedRequest): CallContext {
  const stated = parsed.stated();
  return stated === null
    ? context
    : { ...context, attributes: withStated(context.attributes, stated) };
}
