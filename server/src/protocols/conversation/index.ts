export { Conversation, type Reply } from './conversation.ts';
export { ConversationEvent } from './events.ts';
export { joinEvents } from './join-events.ts';
export type { ModelRequest } from './model-request.ts';
export { replyEvents } from './reply-events.ts';
export { answerText, messageText, wholeAnswerText } from './text.ts';
export { sumOfUsage, Usage } from './usage.ts';
export { USAGE_KIND_NAMES, USAGE_KINDS, type UsageKind } from './usage-kinds.ts';
