import { createAnthropic } from '@ai-sdk/anthropic';
import { createGoogleGenerativeAI } from '@ai-sdk/google';
import { createOpenAI } from '@ai-sdk/openai';
import { generateText, isStepCount, type LanguageModel, Output, streamText, tool } from 'ai';
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

/** The Vercel AI SDK with one of its providers. */
function aiSdk(
  name: string,
  protocol: ClientProtocol,
  modelOf: (target: Target) => LanguageModel,
): Client {
  const client: Client = {
    name: `ai with ${name}`,
    protocol,

    async chat(target, text) {
      const result = await generateText({ model: modelOf(target), prompt: text, maxRetries: 0 });
      return result.text;
    },

    async stream(target, text) {
      let failure: unknown = null;
      const { textStream } = streamText({
        model: modelOf(target),
        prompt: text,
        maxRetries: 0,
        onError: ({ error }) => {
          failure = error;
        },
      });
      const result = await joined(textStream);
      if (failure !== null) throw failure;
      return result;
    },

    async tools(target, text) {
      const result = await generateText({
        model: modelOf(target),
        prompt: text,
        maxRetries: 0,
        stopWhen: isStepCount(12),
        tools: {
          [WEATHER.name]: tool({
            description: WEATHER.description,
            inputSchema: WEATHER.parameters,
            execute: async (input) => WEATHER.run(input),
          }),
        },
      });
      return result.text;
    },

    async structured(target, text) {
      const result = await generateText({
        model: modelOf(target),
        prompt: text,
        maxRetries: 0,
        output: Output.object({ schema: City }),
      });
      return result.output;
    },

    async failure(target, text) {
      return statusOf(await failureOf(client.chat(target, text)));
    },
  };
  return client;
}

export const aiSdks: readonly Client[] = [
  aiSdk('@ai-sdk/openai, chat', 'openai-chat', ({ origin, key, model }) =>
    createOpenAI({ baseURL: `${origin}/v1`, apiKey: key }).chat(model),
  ),
  aiSdk('@ai-sdk/openai, Responses', 'openai-responses', ({ origin, key, model }) =>
    createOpenAI({ baseURL: `${origin}/v1`, apiKey: key }).responses(model),
  ),
  aiSdk('@ai-sdk/anthropic', 'anthropic', ({ origin, key, model }) =>
    createAnthropic({ baseURL: `${origin}/v1`, apiKey: key })(model),
  ),
  aiSdk('@ai-sdk/google', 'gemini', ({ origin, key, model }) =>
    createGoogleGenerativeAI({ baseURL: `${origin}/v1beta`, apiKey: key })(model),
  ),
];
