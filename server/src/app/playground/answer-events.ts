import { type ConversationEvent, replyEvents } from '../../protocols/conversation/index.ts';
import type { Protocol, StreamEvent } from '../../protocols/index.ts';

/** A whole answer that is larger than any that is captured is not read either. */
const MAX_WHOLE_BYTES = 16 << 20;

/**
 * What a gateway's answer says, in the normal form, as it comes: each piece of it is asked for when the one before was taken.
 * An answer that is no stream comes to the same events, at its end. Usage comes last. Throws where the answer breaks off;
 * of one that ended and in which nothing could be read, an error is told, so that it is not taken for silence.
 */
export async function* answerEvents(
  answer: AsyncIterable<Uint8Array> | Iterable<Uint8Array>,
  contentType: string | undefined,
  protocol: Protocol,
): AsyncGenerator<readonly ConversationEvent[]> {
  // A gateway says of itself what it answers; whether a stream was asked for stands in a body that is not read here.
  let form = protocol.answerForm(contentType, true);
  const stream = protocol.streamReader({ spliceUsageOut: false });
  const whole: Buffer[] = [];
  let size = 0;
  let told = false;
  for await (const part of answer) {
    const bytes = Buffer.from(part.buffer, part.byteOffset, part.byteLength);
    if (bytes.length === 0) continue;
    if (form === 'unsure') form = protocol.beginsStream(bytes) ? 'stream' : 'whole';
    if (form === 'whole') {
      size += bytes.length;
      if (size > MAX_WHOLE_BYTES) whole.length = 0;
      else whole.push(bytes);
      continue;
    }
    const events = saidIn(stream.pushEvents(bytes));
    told ||= events.length > 0;
    if (events.length > 0) yield events;
  }
  const last = form !== 'stream' ? wholeEvents(whole, size, protocol) : streamEnd(stream.finish());
  yield told || last.length > 0 ? last : [failure('the answer holds nothing that can be read')];
}

function saidIn(events: readonly StreamEvent[]): readonly ConversationEvent[] {
  return events.flatMap((event) => ('said' in event ? event.said() : []));
}

function streamEnd({
  tailEvents,
  facts: { usage },
}: ReturnType<ReturnType<Protocol['streamReader']>['finish']>): readonly ConversationEvent[] {
  const last = saidIn(tailEvents);
  return usage === null ? last : [...last, { type: 'usage', usage }];
}

function wholeEvents(
  parts: readonly Buffer[],
  size: number,
  protocol: Protocol,
): readonly ConversationEvent[] {
  if (size > MAX_WHOLE_BYTES)
    return [failure(`the answer is larger than ${MAX_WHOLE_BYTES} bytes and was not read`)];
  return replyEvents(protocol.readReply(Buffer.concat(parts, size)));
}

const failure = (message: string): ConversationEvent => ({ type: 'error', message });
