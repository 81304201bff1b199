import type { Protocol } from '../protocol.ts';
import { beginsEvents, streamType } from '../sse/stream-type.ts';
import { ChatRequest } from './chat-request.ts';
import { chatCodec } from './codec/codec.ts';
import { readAnyReply, readConversation } from './codec/read-conversation.ts';
import { errorEvent, errorResponse } from './errors.ts';
import { fileReferences } from './file-ids.ts';
import { type ChatOperation, chatOperation } from './operations.ts';
import { previewChat } from './preview.ts';
import { readResponse } from './read-response.ts';
import { createStreamReader } from './stream-reader.ts';

const PATHS: Readonly<Record<ChatOperation, string>> = {
  chat: '/chat/completions',
  text_completion: '/completions',
  embeddings: '/embeddings',
  rerank: '/rerank',
  moderation: '/moderations',
  image_generation: '/images/generations',
  image_edit: '/images/edits',
  speech: '/audio/speech',
  transcription: '/audio/transcriptions',
  translation: '/audio/translations',
};

/** OpenAI's chat completions, and what goes with them: the older completions, and embeddings. */
export const openaiChat: Protocol = {
  name: 'openai',
  title: 'OpenAI chat completions',
  parse: (body, { operation, model }) => new ChatRequest(body, chatOperation(operation), model),
  upstreamPath: ({ operation }) => PATHS[chatOperation(operation)],
  headers: {
    /**
     * Left out on purpose: the credential (it is ours), cookies, `idempotency-key` (clients that share one provider account could
     * be handed each other's answers), and everything that names the client.
     */
    toProvider: ['accept', 'openai-beta'],
    /** A client that sends these chooses who is billed on the operator's account. */
    account: ['openai-organization', 'openai-project'],
    /** What an SDK reads to retry well, what tells where time went, and who answered on whose account. Never a cookie. */
    toClient: new Set([
      'content-type',
      'retry-after',
      'retry-after-ms',
      'x-should-retry',
      'openai-model',
      'openai-organization',
      'openai-processing-ms',
      'openai-project',
      'openai-version',
    ]),
    toClientPrefix: 'x-ratelimit-',
  },
  readAnswer: readResponse,
  answerForm: streamType,
  beginsStream: beginsEvents,
  streamReader: createStreamReader,
  errorResponse,
  errorEvent,
  readConversation,
  readReply: readAnyReply,
  repeated: ['messages'],
  preview: previewChat,
  // Files of /v1/files; what a chat answers is kept by nobody.
  kept: { needs: new Set(), references: fileReferences },
  codec: chatCodec,
};
