import type { Protocol } from '../protocol.ts';
import { beginsEvents, streamType } from '../sse/stream-type.ts';
import { counting } from './codec/counting.ts';
import { readConversation, readReply } from './codec/read-reply.ts';
import { readRequest } from './codec/read-request.ts';
import { MessagesStreamWriter } from './codec/stream-writer.ts';
import { writeReply } from './codec/write-reply.ts';
import { writeRequest } from './codec/write-request.ts';
import { errorEvent, errorResponse } from './errors.ts';
import { MessagesRequest } from './messages-request.ts';
import { previewMessages } from './preview.ts';
import { readResponse } from './read-response.ts';
import { createStreamReader } from './stream-reader.ts';

/** Anthropic's Messages, and the count of the tokens that one would have. */
export const anthropic: Protocol = {
  name: 'anthropic',
  title: 'Anthropic Messages',
  parse: (body, { operation }) => new MessagesRequest(body, operation),
  upstreamPath: ({ operation }) =>
    operation === 'count_tokens' ? '/v1/messages/count_tokens' : '/v1/messages',
  headers: {
    /** Left out on purpose, as with OpenAI's: the credential, cookies, and everything that names the client. */
    toProvider: ['accept', 'anthropic-version', 'anthropic-beta'],
    account: [],
    toClient: new Set([
      'content-type',
      'retry-after',
      'x-should-retry',
      'anthropic-organization-id',
    ]),
    toClientPrefix: 'anthropic-ratelimit-',
  },
  readAnswer: readResponse,
  answerForm: streamType,
  beginsStream: beginsEvents,
  streamReader: createStreamReader,
  errorResponse,
  errorEvent,
  readConversation,
  readReply,
  repeated: ['messages', 'system', 'tools'],
  preview: previewMessages,
  codec: {
    readRequest,
    writeRequest,
    writeReply,
    streamWriter: (head) => new MessagesStreamWriter(head),
    counting,
  },
};
