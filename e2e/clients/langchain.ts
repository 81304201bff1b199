import { ChatAnthropic } from '@langchain/anthropic';
import type { BaseChatModel } from '@langchain/core/language_models/chat_models';
import { type BaseMessage, HumanMessage, ToolMessage } from '@langchain/core/messages';
import { tool } from '@langchain/core/tools';
import { ChatGoogleGenerativeAI } from '@langchain/google-genai';
import { ChatOpenAI } from '@langchain/openai';
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

/** LangChain.js with one of its packages. */
function langchain(
  name: string,
  protocol: ClientProtocol,
  modelOf: (target: Target) => BaseChatModel,
): Client {
  const client: Client = {
    name,
    protocol,

    async chat(target, text) {
      return (await modelOf(target).invoke(text)).text;
    },

    async stream(target, text) {
      return joined(texts(await modelOf(target).stream(text)));
    },

    async tools(target, text) {
      const weather = tool(async (input) => WEATHER.run(input), {
        name: WEATHER.name,
        description: WEATHER.description,
        schema: WEATHER.parameters,
      });
      const model = modelOf(target).bindTools?.([weather]);
      if (model === undefined) throw new Error(`${name} binds no tools`);
      const messages: BaseMessage[] = [new HumanMessage(text)];
      for (let round = 0; round < 12; round++) {
        const answer = await model.invoke(messages);
        const calls = answer.tool_calls ?? [];
        if (calls.length === 0) return answer.text;
        messages.push(answer);
        for (const { id, name: called, args } of calls) {
          const content = await weather.invoke(args as { city: string });
          messages.push(new ToolMessage({ content, tool_call_id: id ?? '', name: called }));
        }
      }
      throw new Error('the model never stopped calling');
    },

    async structured(target, text) {
      return modelOf(target).withStructuredOutput(City, { name: 'city' }).invoke(text);
    },

    async failure(target, text) {
      return statusOf(await failureOf(client.chat(target, text)));
    },
  };
  return client;
}

export const langchains: readonly Client[] = [
  langchain(
    '@langchain/openai, chat',
    'openai-chat',
    ({ origin, key, model }) =>
      new ChatOpenAI({
        model,
        apiKey: key,
        maxRetries: 0,
        configuration: { baseURL: `${origin}/v1` },
      }),
  ),
  langchain(
    '@langchain/openai, Responses',
    'openai-responses',
    ({ origin, key, model }) =>
      new ChatOpenAI({
        model,
        apiKey: key,
        maxRetries: 0,
        useResponsesApi: true,
        configuration: { baseURL: `${origin}/v1` },
      }),
  ),
  langchain(
    '@langchain/anthropic',
    'anthropic',
    ({ origin, key, model }) =>
      new ChatAnthropic({ model, apiKey: key, maxRetries: 0, anthropicApiUrl: origin }),
  ),
  langchain(
    '@langchain/google-genai',
    'gemini',
    ({ origin, key, model }) =>
      new ChatGoogleGenerativeAI({ model, apiKey: key, maxRetries: 0, baseUrl: origin }),
  ),
];

async function* texts(stream: AsyncIterable<{ readonly text: string }>): AsyncGenerator<string> {
  for await (const { text } of stream) yield text;
}
