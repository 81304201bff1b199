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

/** The model of a target by each of the SDK's providers. */
export const AI_SDK_MODELS = {
  '@ai-sdk/openai, chat': ({ origin, key, model }) =>
    createOpenAI({ baseURL: `${origin}/v1`, apiKey: key }).chat(model),
  '@ai-sdk/openai, Responses': ({ origin, key, model }) =>
    createOpenAI({ baseURL: `${origin}/v1`, apiKey: key }).responses(model),
  '@ai-sdk/anthropic': ({ origin, key, model }) =>
    createAnthropic({ baseURL: `${origin}/v1`, apiKey: key })(model),
  '@ai-sdk/google': ({ origin, key, model }) =>
    createGoogleGenerativeAI({ baseURL: `${origin}/v1beta`, apiKey: key })(model),
} as const satisfies Readonly<Record<string, (target: Target) => LanguageModel>>;

const PROTOCOLS: Readonly<Record<keyof typeof AI_SDK_MODELS, ClientProtocol>> = {
  '@ai-sdk/openai, chat': 'openai-chat',
  '@ai-sdk/openai, Responses': 'openai-responses',
  '@ai-sdk/anthropic': 'anthropic',
  '@ai-sdk/google': 'gemini',
};

export const aiSdks: readonly Client[] = Object.entries(PROTOCOLS).map(([name, protocol]) =>
  aiSdk(name, protocol, AI_SDK_MODELS[name as keyof typeof AI_SDK_MODELS]),
);
