import { anthropic } from './anthropic.ts';
import type { ClientSide } from './ask.ts';
import { gemini } from './gemini.ts';
import { openaiChat } from './openai-chat.ts';
import { openaiResponses } from './openai-responses.ts';

/** The lines of the matrix: each protocol that clients speak. */
export const CLIENT_SIDES: readonly ClientSide[] = [openaiChat, openaiResponses, anthropic, gemini];
