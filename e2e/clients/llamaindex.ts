import { Anthropic, AnthropicSession } from '@llamaindex/anthropic';
import { Gemini } from '@llamaindex/google';
import { OpenAI } from '@llamaindex/openai';
import { type ChatMessage, type ToolCallLLM, tool } from 'llamaindex';
import {
  City,
  type Client,
  type ClientProtocol,
  failureOf,
  joined,
  statusOf,
  type Target,
  WEATHER,
} from './client.ts';

/** LlamaIndex.TS with one of its packages. */
function llamaindex(
  name: string,
  protocol: ClientProtocol,
  modelOf: (target: Target) => ToolCallLLM,
): Client {
  const said = (text: string): ChatMessage[] => [{ role: 'user', content: text }];
  const client: Client = {
    name,
    protocol,

    async chat(target, text) {
      const { message } = await modelOf(target).chat({ messages: said(text) });
      return textOf(message.content);
    },

    async stream(target, text) {
      return joined(deltas(await modelOf(target).chat({ messages: said(text), stream: true })));
    },

    async tools(target, text) {
      const weather = tool({
        name: WEATHER.name,
        description: WEATHER.description,
        parameters: WEATHER.parameters,
        execute: (input: { city: string }) => WEATHER.run(input),
      });
      const llm = modelOf(target);
      const messages = said(text);
      for (let round = 0; round < 12; round++) {
        const { newMessages, toolCalls } = await llm.exec({ messages, tools: [weather] });
        if (toolCalls.length === 0)
          return newMessages.map(({ content }) => textOf(content)).join('');
        messages.push(...newMessages);
      }
      throw new Error('the model never stopped calling');
    },

    async structured(target, text) {
      // By a tool of the library's own making.
      const { object } = await modelOf(target).exec({
        messages: said(text),
        responseFormat: City,
      });
      return object;
    },

    async failure(target, text) {
      return statusOf(await failureOf(client.chat(target, text)));
    },
  };
  return client;
}

export const llamaindexes: readonly Client[] = [
  llamaindex(
    '@llamaindex/openai',
    'openai-chat',
    ({ origin, key, model }) =>
      new OpenAI({ model, apiKey: key, baseURL: `${origin}/v1`, maxRetries: 0 }),
  ),
  llamaindex(
    '@llamaindex/anthropic',
    'anthropic',
    ({ origin, key, model }) =>
      new Anthropic({
        model,
        maxTokens: 4096,
        session: new AnthropicSession({ apiKey: key, baseURL: origin, maxRetries: 0 }),
      }),
  ),
  llamaindex(
    '@llamaindex/google',
    'gemini',
    ({ origin, key, model }) =>
      new Gemini({ model: model as never, apiKey: key, httpOptions: { baseUrl: origin } }),
  ),
];

function textOf(content: unknown): string {
  if (typeof content === 'string') return content;
  return Array.isArray(content)
    ? content.map(({ text = '' }: { text?: string }) => text).join('')
    : '';
}

async function* deltas(stream: AsyncIterable<{ readonly delta: string }>): AsyncGenerator<string> {
  for await (const { delta } of stream) yield delta;
}
