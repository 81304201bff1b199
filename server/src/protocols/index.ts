import { aiSdk } from './ai-sdk/protocol.ts';
import { anthropic } from './anthropic/protocol.ts';
import { readAddress } from './gemini/address.ts';
import { gemini } from './gemini/protocol.ts';
import { openaiChat } from './openai-chat/protocol.ts';
import { openaiResponses } from './openai-responses/protocol.ts';
import type { Protocol } from './protocol.ts';

export {
  type AiSdkChat,
  type AiSdkEmbeddings,
  DROPPED_HEADER,
  readCall,
  writeCall,
} from './ai-sdk/call.ts';
export { END_EVENT, writeEvent } from './ai-sdk/stream-reader.ts';
export type { AnswerFacts } from './answer-facts.ts';
export type { Quirks, ReplyHead, RequestTarget, StreamWriter, WrittenRequest } from './codec.ts';
export type { ContentPart, Message, Part, Tool } from './conversation/conversation.ts';
export type { EmbeddingsReply } from './conversation/embeddings.ts';
export type { ConversationEvent } from './conversation/events.ts';
export { joinEvents } from './conversation/join-events.ts';
export type { OutputForm, ReasoningSettings, ToolChoice } from './conversation/model-request.ts';
export type { Usage } from './conversation/usage.ts';
export { applyEdits, type Edit, type Range } from './edits.ts';
export type { Failure } from './failure.ts';
export type { PrefixOf } from './kept-ids.ts';
export { foldName } from './member-name.ts';
export type {
  FileOperation,
  Operation,
  ParsedRequest,
  StatedAttributes,
} from './parsed-request.ts';
export type { Preview } from './preview.ts';
export type { BodyForm, CallAddress, Protocol } from './protocol.ts';
export { MemberPlaces, RequestDocument } from './request-document.ts';
export type { StreamEvent } from './stream-event.ts';
export type { StreamReader, StreamReaderOptions } from './stream-reader.ts';
export { type Origin, WrappedIds } from './wrapped-ids.ts';
export { aiSdk, anthropic, gemini, openaiChat, openaiResponses, readAddress as geminiAddress };

const PROTOCOLS: ReadonlyMap<string, Protocol> = new Map(
  [anthropic, gemini, openaiChat, openaiResponses].map((protocol) => [protocol.name, protocol]),
);

/** The protocol that a record names; null where this build does not know it. */
export function protocolNamed(name: string): Protocol | null {
  return PROTOCOLS.get(name) ?? null;
}
