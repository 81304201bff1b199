import { errorResponse } from '../openai-chat/errors.ts';
import { openaiChat } from '../openai-chat/protocol.ts';
import type { Operation } from '../parsed-request.ts';
import type { Protocol } from '../protocol.ts';
import { RequestFault } from '../request-fault.ts';
import { beginsEvents, streamType } from '../sse/stream-type.ts';
import { readAnyReply, readConversation } from './codec/read-conversation.ts';
import { readRequest } from './codec/read-request.ts';
import { ITEM_REFERENCE } from './codec/reading.ts';
import { ResponseWriter } from './codec/response-writer.ts';
import { writeReply } from './codec/write-reply.ts';
import { writeRequest } from './codec/write-request.ts';
import { errorEvent } from './errors.ts';
import { answerIdEdits } from './kept/answer-ids.ts';
import { requestReferences } from './kept/request-ids.ts';
import { previewResponses } from './preview.ts';
import { readResponse } from './read-response.ts';
import { ResponsesRequest } from './responses-request.ts';
import { createStreamReader } from './stream-reader.ts';

/** OpenAI's responses: a conversation as a list of items, answered with items. */
export const openaiResponses: Protocol = {
  name: 'openai-responses',
  title: 'OpenAI Responses',
  parse: (body, { operation }) => {
    checkOperation(operation);
    return new ResponsesRequest(body);
  },
  upstreamPath: ({ operation }) => {
    checkOperation(operation);
    return '/responses';
  },
  headers: openaiChat.headers,
  readAnswer: readResponse,
  answerForm: streamType,
  beginsStream: beginsEvents,
  streamReader: createStreamReader,
  errorResponse,
  errorEvent,
  readConversation,
  readReply: readAnyReply,
  repeated: ['input', 'instructions', 'tools'],
  preview: previewResponses,
  kept: {
    needs: new Set(['background', 'previous_response_id', 'conversation', ITEM_REFERENCE]),
    references: requestReferences,
    answerEdits: answerIdEdits,
  },
  codec: {
    readRequest,
    writeRequest,
    writeReply,
    streamWriter: (head) => new ResponseWriter(head),
  },
};

function checkOperation(operation: Operation): void {
  if (operation === 'chat') return;
  throw new RequestFault(
    'request_invalid',
    "OpenAI's responses, which the model's provider speaks, are answers of a model and nothing else",
    'Ask for a model of a provider that has this endpoint.',
    'model',
  );
}
