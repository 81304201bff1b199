import { replyEvents } from '../protocols/conversation/index.ts';
import type { AnswerFacts, Failure, Protocol } from '../protocols/index.ts';
import type { Translation } from './translation.ts';

export interface TranslatedAnswer {
  readonly status: number;
  readonly contentType: string;
  readonly body: Buffer;
}

/** A whole answer as the client's protocol has it; as a stream, where that was asked for and the provider gave none. */
export function translateAnswer(
  from: Protocol,
  { to, head }: Translation,
  raw: Buffer,
  { status, facts }: { readonly status: number; readonly facts: AnswerFacts },
): TranslatedAnswer {
  const named = facts.model === null ? head : { ...head, model: facts.model };
  const reply = { ...from.readReply(raw), usage: facts.usage };
  if (!head.request.stream) {
    return { status, contentType: 'application/json', body: to.codec.writeReply(reply, named) };
  }
  const writer = to.codec.streamWriter(named);
  const pieces = replyEvents(reply).map((event) => writer.write(event));
  const body = Buffer.concat([...pieces, writer.end()]);
  return { status, contentType: writer.contentType ?? 'text/event-stream', body };
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
  return { status: answer.status, contentType: 'application/json', body: answer.body };
}
