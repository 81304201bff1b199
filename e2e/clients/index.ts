import { aiSdks } from './ai-sdk.ts';
import { anthropic } from './anthropic.ts';
import type { Client } from './client.ts';
import { genai } from './genai.ts';
import { langchains } from './langchain.ts';
import { llamaindexes } from './llamaindex.ts';
import { openaiAgentsClients } from './openai-agents.ts';
import { openaiChat } from './openai-chat.ts';
import { openaiResponses } from './openai-responses.ts';

/** Every client that is tried, of every protocol. */
export const CLIENTS: readonly Client[] = [
  openaiChat,
  openaiResponses,
  anthropic,
  genai,
  ...aiSdks,
  ...langchains,
  ...llamaindexes,
  ...openaiAgentsClients,
];
