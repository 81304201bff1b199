import type { components } from '@signalbox/sdk';

/** What an answer says, piece by piece, in the one form that every protocol is read in. */
export type ConversationEvent = components['schemas']['ConversationEvent'];

/** The events of an answer, a line of JSON each, as they come in. */
export async function* readEvents(
  stream: ReadableStream<Uint8Array>,
): AsyncGenerator<ConversationEvent> {
  const decoder = new TextDecoder();
  let pending = '';
  const reader = stream.getReader();
  try {
    for (;;) {
      const { done, value } = await reader.read();
      if (done) break;
      const lines = (pending + decoder.decode(value, { stream: true })).split('\n');
      pending = lines.pop() ?? '';
      for (const line of lines) yield JSON.parse(line) as ConversationEvent;
    }
  } finally {
    reader.releaseLock();
  }
}
