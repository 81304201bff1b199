import Anthropic from '@anthropic-ai/sdk';
import { zodOutputFormat } from '@anthropic-ai/sdk/helpers/zod';
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
  new Anthropic({ baseURL: origin, apiKey: key, maxRetries: 0 });
const asking = (target: Target, text: string) => ({
  model: target.model,
  max_tokens: 4096,
  messages: [{ role: 'user' as const, content: text }],
});

export const anthropic: Client = {
  name: '@anthropic-ai/sdk',
  protocol: 'anthropic',

  async chat(target, text) {
    return textOf(await clientFor(target).messages.create(asking(target, text)));
  },

  async stream(target, text) {
    const stream = clientFor(target).messages.stream(asking(target, text));
    const result = await joined(deltas(stream));
    const final = await stream.finalMessage();
    if (textOf(final) !== result.text || final.usage.output_tokens < 2) {
      throw new Error(`the final message is ${JSON.stringify(final)}`);
    }
    return result;
  },

  async tools(target, text) {
    const client = clientFor(target);
    const messages: Anthropic.MessageParam[] = [{ role: 'user', content: text }];
    for (let round = 0; round < 12; round++) {
      const message = await client.messages.create({
        ...asking(target, text),
        messages,
        tools: [
          { name: WEATHER.name, description: WEATHER.description, input_schema: weatherSchema },
        ],
      });
      if (message.stop_reason !== 'tool_use') return textOf(message);
      const content = message.content as Anthropic.ContentBlockParam[];
      messages.push({ role: 'assistant', content });
      messages.push({
        role: 'user',
        content: message.content.flatMap((block) =>
          block.type === 'tool_use'
            ? [
                {
                  type: 'tool_result' as const,
                  tool_use_id: block.id,
                  content: WEATHER.run(block.input as { city: string }),
                },
              ]
            : [],
        ),
      });
    }
    throw new Error('the model never stopped calling');
  },

  async structured(target, text) {
    const message = await clientFor(target).messages.parse({
      ...asking(target, text),
      output_config: { format: zodOutputFormat(City) },
    });
    return message.parsed_output;
  },

  async failure(target, text) {
    return statusOf(await failureOf(anthropic.chat(target, text)));
  },
};

function textOf({ content }: Anthropic.Message): string {
  return content.map((block) => (block.type === 'text' ? block.text : '')).join('');
}

async function* deltas(
  stream: AsyncIterable<Anthropic.MessageStreamEvent>,
): AsyncGenerator<string> {
  for await (const event of stream) {
    yield event.type === 'content_block_delta' && event.delta.type === 'text_delta'
      ? event.delta.text
      : '';
  }
}
