import type { TraceDetail } from '../types.ts';
import { conversationOf } from './conversation.ts';

/** Null where there is no body that could be read as one. */
export function conversationOfDetail(detail: TraceDetail) {
  const text = (body: TraceDetail['request_body']) =>
    body?.encoding === 'utf-8' ? body.content : null;
  const streamed = detail.response_content_type?.startsWith('text/event-stream') ?? false;
  return conversationOf(text(detail.request_body), text(detail.response_body), streamed);
}
