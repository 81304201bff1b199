import OpenAI from 'openai';
import { zodTextFormat } from 'openai/helpers/zod';
import type { ResponseInput, ResponseStreamEvent } from 'openai/resources/responses/responses';
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

export const openaiResponses: Client = {
  name: 'openai, Responses',
  protocol: 'openai-responses',

  async chat(target, text) {
    const response = await clientFor(target).responses.create({ model: target.model, input: text });
    return response.output_text;
  },

  async stream(target, text) {
    const stream = clientFor(target).responses.stream({ model: target.model, input: text });
    const result = await joined(deltas(stream));
    const final = await stream.finalResponse();
    if (final.output_text !== result.text)
      throw new Error('the final response says something else');
    return result;
  },

  /** As its documentation does it: what came out goes in again, with the outputs of the calls. */
  async tools(target, text) {
    const client = clientFor(target);
    const input: ResponseInput = [{ role: 'user', content: text }];
    for (let round = 0; round < 12; round++) {
      const response = await client.responses.create({
        model: target.model,
        input,
        tools: [
          {
            type: 'function',
            name: WEATHER.name,
            description: WEATHER.description,
            parameters: weatherSchema,
            strict: true,
          },
        ],
      });
      const calls = response.output.filter((item) => item.type === 'function_call');
      if (calls.length === 0) return response.output_text;
      input.push(...(response.output as ResponseInput));
      for (const { call_id, arguments: given } of calls) {
        const output = WEATHER.run(JSON.parse(given) as { city: string });
        input.push({ type: 'function_call_output', call_id, output });
      }
    }
    throw new Error('the model never stopped calling');
  },

  async structured(target, text) {
    const response = await clientFor(target).responses.parse({
      model: target.model,
      input: text,
      text: { format: zodTextFormat(City, 'city') },
    });
    return response.output_parsed;
  },

  async failure(target, text) {
    return statusOf(await failureOf(openaiResponses.chat(target, text)));
  },
};

async function* deltas(stream: AsyncIterable<ResponseStreamEvent>): AsyncGenerator<string> {
  for await (const event of stream)
    yield event.type === 'response.output_text.delta' ? event.delta : '';
}
