export { Conversation, type Reply } from './conversation.ts';
export type { ConversationEvent } from './events.ts';
export { joinEvents } from './join-events.ts';
export { answerText, messageText, wholeAnswerText } from './text.ts';
export { sumOfUsage, Usage } from './usage.ts';
