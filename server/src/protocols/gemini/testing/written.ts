import type { ReplyHead } from '../../codec.ts';
import type { ConversationEvent } from '../../conversation/events.ts';
import type { AnswerForm } from '../../parsed-request.ts';
import type { CallAddress } from '../../protocol.ts';
import { GeminiStreamWriter } from '../codec/stream-writer.ts';
import { GeminiRequest } from '../gemini-request.ts';

/** Of an answer to a request that says nothing but what its address does. */
export function headFor(form: AnswerForm, more: Partial<CallAddress> = {}): ReplyHead {
  const address: CallAddress = { operation: 'chat', model: 'm', form, ...more };
  return {
    id: '0190c0de-0000-7000-8000-000000000000',
    model: 'm',
    createdAt: 1_700_000_000,
    request: new GeminiRequest(Buffer.from('{}'), address),
  };
}

/** A stream whole. */
export function written(events: readonly ConversationEvent[], form: AnswerForm): Buffer {
  const writer = new GeminiStreamWriter(headFor(form));
  return Buffer.concat([...events.map((event) => writer.write(event)), writer.end()]);
}
