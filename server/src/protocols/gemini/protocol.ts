import type { Protocol } from '../protocol.ts';
import { upstreamPath } from './address.ts';
import { geminiCodec } from './codec/codec.ts';
import { readPrompt } from './codec/read-conversation.ts';
import { readStream, readWhole } from './codec/read-reply.ts';
import { errorEvent, errorResponse } from './errors.ts';
import { GeminiRequest } from './gemini-request.ts';
import { previewContents } from './preview.ts';
import { readAnswer } from './read-answer.ts';
import { answerForm, beginsStream } from './stream-form.ts';
import { createStreamReader } from './stream-reader.ts';

/** The Gemini API (v1beta): answers, token counts and embeddings, asked for at the address of a model. */
export const gemini: Protocol = {
  name: 'gemini',
  title: 'Gemini',
  parse: (body, address) => new GeminiRequest(body, address),
  upstreamPath,
  headers: {
    /**
     * Left out on purpose: the credential, which is ours (`x-goog-api-key`, and `key` of the query, which is never forwarded),
     * `x-goog-user-project`, which says who is billed on another account, and everything that names the client.
     */
    toProvider: ['accept'],
    account: [],
    toClient: new Set(['content-type', 'retry-after']),
    toClientPrefix: 'x-ratelimit-',
  },
  readAnswer,
  answerForm,
  beginsStream,
  streamReader: createStreamReader,
  errorResponse,
  errorEvent,
  readConversation(request, response) {
    const prompt = readPrompt(request);
    return prompt === null ? null : { ...prompt, ...readReply(response) };
  },
  readReply,
  repeated: ['contents', 'systemInstruction', 'system_instruction', 'tools'],
  preview: previewContents,
  codec: geminiCodec,
};

/** An answer, streamed or not, as its first bytes tell. */
function readReply(response: Buffer) {
  if (!beginsStream(response)) return readWhole(response);
  return readStream(response, createStreamReader());
}
