import OpenAI from 'openai';
import { zodResponseFormat } from 'openai/helpers/zod';
import {
  City,
  type Client,
  failureOf,
  joined,
  statusOf,
  type Target,
  WEATHER,
  weatherSchema,
} from './client.ts';

const clientFor = ({ origin, key }: Target) =>
  new OpenAI({ baseURL: `${origin}/v1`, apiKey: key, maxRetries: 0 });
const said = (text: string) => [{ role: 'user' as const, content: text }];

export const openaiChat: Client = {
  name: 'openai, chat',
  protocol: 'openai-chat',

  async chat(target, text) {
    const { choices } = await clientFor(target).chat.completions.create({
      model: target.model,
      messages: said(text),
    });
    return choices[0]?.message.content ?? '';
  },

  async stream(target, text) {
    const stream = clientFor(target).chat.completions.stream({
      model: target.model,
      messages: said(text),
      stream_options: { include_usage: true },
    });
    const result = await joined(deltas(stream));
    const { usage } = await stream.finalChatCompletion();
    if (usage === undefined) throw new Error('the stream said no usage');
    return result;
  },

  async tools(target, text) {
    const runner = clientFor(target).chat.completions.runTools({
      model: target.model,
      messages: said(text),
      tools: [
        {
          type: 'function',
          function: {
            name: WEATHER.name,
            description: WEATHER.description,
            parameters: weatherSchema,
            parse: JSON.parse as (text: string) => { city: string },
            function: WEATHER.run,
          },
        },
      ],
    });
    return (await runner.finalContent()) ?? '';
  },

  async structured(target, text) {
    const { choices } = await clientFor(target).chat.completions.parse({
      model: target.model,
      messages: said(text),
      response_format: zodResponseFormat(City, 'city'),
    });
    return choices[0]?.message.parsed;
  },

  async failure(target, text) {
    return statusOf(await failureOf(openaiChat.chat(target, text)));
  },
};

async function* deltas(stream: AsyncIterable<OpenAI.ChatCompletionChunk>): AsyncGenerator<string> {
  for await (const { choices } of stream) yield choices[0]?.delta.content ?? '';
}
