import { errorEvent, errorResponse } from '../openai-chat/errors.ts';
import type { Protocol } from '../protocol.ts';
import { RequestFault } from '../request-fault.ts';
import { beginsEvents, streamType } from '../sse/stream-type.ts';
import { embeddings } from './embeddings.ts';
import { notSpoken } from './not-spoken.ts';
import { readAnswer, readReply } from './read-answer.ts';
import { createStreamReader } from './stream-reader.ts';
import { writeRequest } from './write-request.ts';

const PATHS = { chat: '/chat', embeddings: '/embeddings' } as const;

/**
 * The normal form as it is, between the gateway and providers that are reached through the packages of the AI SDK, which know how
 * each of them is spoken with: one codec for all of them. It stays within the process, no client speaks it, and no record holds it.
 */
export const aiSdk: Protocol = {
  name: 'ai-sdk',
  title: 'the AI SDK',
  parse: notSpoken,
  upstreamPath({ operation }) {
    if (operation === 'chat' || operation === 'embeddings') return PATHS[operation];
    throw new RequestFault(
      'request_invalid',
      "the model's provider is reached through the AI SDK, which is asked for answers and embeddings alone",
      'Ask for a model of a provider that has this endpoint.',
      'model',
    );
  },
  headers: { toProvider: [], account: [], toClient: new Set(), toClientPrefix: 'x-ratelimit-' },
  readAnswer,
  answerForm: streamType,
  beginsStream: beginsEvents,
  streamReader: createStreamReader,
  errorResponse,
  errorEvent,
  readConversation: notSpoken,
  readReply,
  repeated: [],
  preview: notSpoken,
  codec: {
    readRequest: notSpoken,
    writeRequest,
    writeReply: notSpoken,
    streamWriter: notSpoken,
    embeddings,
  },
};
