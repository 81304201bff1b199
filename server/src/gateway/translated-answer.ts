import { replyEvents } from '../protocols/conversation/index.ts';
import type { AnswerFacts, Failure, Protocol } from '../protocols/index.ts';
import type { Translation } from './translation.ts';

export interface TranslatedAnswer {
  readonly status: number;
  readonly contentType: string;
  readonly body: Buffer;
}

const JSON_TYPE = 'application/json';

/**
 * A whole answer as the client's protocol has it; as a stream, where that was asked for and the provider gave none. Null where it
 * is no answer of the provider's protocol.
 */
export function translateAnswer(
  from: Protocol,
  { to, head }: Translation,
  raw: Buffer,
  { status, facts }: { readonly status: number; readonly facts: AnswerFacts },
): TranslatedAnswer | null {
  const named = facts.model === null ? head : { ...head, model: facts.model };
  const whole = (body: Buffer): TranslatedAnswer => ({ status, contentType: JSON_TYPE, body });
  switch (head.request.operation) {
    case 'embeddings': {
      const reply = from.codec.embeddings?.readReply(raw) ?? null;
      const body = reply && to.codec.embeddings?.writeReply(reply, named);
      return body ? whole(body) : null;
    }
    case 'count_tokens': {
      const count = from.codec.counting?.readCount(raw) ?? null;
      const body = count === null ? null : to.codec.counting?.writeCount(count);
      return body ? whole(body) : null;
    }
    default: {
      const reply = { ...from.readReply(raw), usage: facts.usage };
      if (reply.answers.length === 0) return null;
      if (!head.request.stream) return whole(to.codec.writeReply(reply, named));
      const writer = to.codec.streamWriter(named);
      const pieces = replyEvents(reply).map((event) => writer.write(event));
      const body = Buffer.concat([...pieces, writer.end()]);
      return { status, contentType: writer.contentType ?? 'text/event-stream', body };
    }
  }
}

/** The provider's own error, in the shape of the client's protocol. `said`: its words, without the credential. */
export function translateError(
  { to, head }: Translation,
  status: number,
  said: { readonly code: string | null; readonly message: string },
): TranslatedAnswer {
  const failure: Failure = {
    code: said.code ?? 'upstream_error',
    // An answer of 200 with an error in it is none of the client's protocol.
    status: status >= 400 ? status : 502,
    toLine: () => said.message,
  };
  const answer = to.errorResponse(failure, head.id);
  return { status: answer.status, contentType: JSON_TYPE, body: answer.body };
}
