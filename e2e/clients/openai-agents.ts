import { Agent, OpenAIProvider, Runner, tool } from '@openai/agents';
import OpenAI from 'openai';
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

export function agentsRunner(protocol: ClientProtocol, { origin, key }: Target): Runner {
  return new Runner({
    tracingDisabled: true,
    modelProvider: new OpenAIProvider({
      openAIClient: new OpenAI({ baseURL: `${origin}/v1`, apiKey: key, maxRetries: 0 }) as never,
      useResponses: protocol === 'openai-responses',
    }),
  });
}

/** OpenAI's agents, over Responses as they are or over chat. */
function openaiAgents(protocol: ClientProtocol): Client {
  const runner = (target: Target) => agentsRunner(protocol, target);
  const client: Client = {
    name: `@openai/agents, ${protocol === 'openai-responses' ? 'Responses' : 'chat'}`,
    protocol,

    async chat(target, text) {
      const agent = new Agent({ name: 'greeter', model: target.model });
      return (await runner(target).run(agent, text)).finalOutput ?? '';
    },

    async stream(target, text) {
      const agent = new Agent({ name: 'greeter', model: target.model });
      const result = await runner(target).run(agent, text, { stream: true });
      const streamed = await joined(result.toTextStream() as AsyncIterable<string>);
      await result.completed;
      return streamed;
    },

    async tools(target, text) {
      const agent = new Agent({
        name: 'forecaster',
        model: target.model,
        tools: [
          tool({
            name: WEATHER.name,
            description: WEATHER.description,
            parameters: WEATHER.parameters,
            execute: async (input) => WEATHER.run(input),
          }),
        ],
      });
      return (await runner(target).run(agent, text)).finalOutput ?? '';
    },

    async structured(target, text) {
      const agent = new Agent({ name: 'geographer', model: target.model, outputType: City });
      return (await runner(target).run(agent, text)).finalOutput;
    },

    async failure(target, text) {
      return statusOf(await failureOf(client.chat(target, text)));
    },
  };
  return client;
}

export const openaiAgentsClients: readonly Client[] = [
  openaiAgents('openai-responses'),
  openaiAgents('openai-chat'),
];
