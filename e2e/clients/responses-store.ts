import { createOpenAI } from '@ai-sdk/openai';
import { APICallError, generateText, type ModelMessage } from 'ai';
import OpenAI from 'openai';
import { describe, expect, it } from 'vitest';
import { until } from '../harness/system.ts';
import { TEXT } from '../upstreams/scene/script.ts';
import { type Target, WEATHER, weatherSchema } from './client.ts';

const clientFor = ({ origin, key }: Target) =>
  new OpenAI({ baseURL: `${origin}/v1`, apiKey: key, maxRetries: 0 });
const tools = [
  { type: 'function' as const, name: WEATHER.name, parameters: weatherSchema, strict: true },
];

/** What OpenAI's client does with a provider that keeps responses. */
export function itKeepsResponses(target: () => Target): void {
  it('goes on from a response that is kept', async () => {
    const client = clientFor(target());
    const { model } = target();
    const first = await client.responses.create({ model, input: 'Weather?', tools });
    const call = first.output.find((item) => item.type === 'function_call');
    const output = {
      type: 'function_call_output' as const,
      call_id: call?.call_id ?? '',
      output: '21 °C',
    };
    const second = await client.responses.create({
      model,
      previous_response_id: first.id,
      input: [output],
      tools,
    });
    expect(second.output_text).toBe('get_weather said: 21 °C.');
    expect(second.previous_response_id).toBe(first.id);
  });

  it('gets, lists and deletes it', async () => {
    const client = clientFor(target());
    const made = await client.responses.create({ model: target().model, input: 'Say hello' });
    const got = await client.responses.retrieve(made.id);
    expect([got.id, got.output_text]).toEqual([made.id, TEXT]);
    const { data } = await client.responses.inputItems.list(made.id);
    expect(data).toMatchObject([{ type: 'message', role: 'user' }]);
    await client.responses.delete(made.id);
    await expect(client.responses.retrieve(made.id)).rejects.toBeInstanceOf(OpenAI.NotFoundError);
  });

  it('waits for one in the background, or cancels it', async () => {
    const client = clientFor(target());
    const { model } = target();
    const short = await client.responses.create({ model, input: 'Say hello', background: true });
    expect(short.status).toBe('queued');
    await until(5, 'the response', async () => {
      const { status } = await client.responses.retrieve(short.id);
      return status === 'completed';
    });
    const long = await client.responses.create({ model, input: 'Go on. #long', background: true });
    expect((await client.responses.cancel(long.id)).status).toBe('cancelled');
  });

  it('reads a stream in the background again, from where it was', async () => {
    const client = clientFor(target());
    const asked = {
      model: target().model,
      input: 'Say hello',
      background: true,
      stream: true,
    } as const;
    let id = '';
    let seen = -1;
    const stream = await client.responses.create(asked);
    for await (const event of stream) {
      if (event.type === 'response.created') id = event.response.id;
      if ('sequence_number' in event) seen = event.sequence_number;
      if (event.type === 'response.output_text.delta') break;
    }
    let rest = '';
    const again = await client.responses.retrieve(id, { stream: true, starting_after: seen });
    for await (const event of again) {
      if (event.type === 'response.output_text.delta') rest += event.delta;
    }
    expect(TEXT.endsWith(rest) && rest.length > 10).toBe(true);
  });
}

/** And with one that keeps nothing: it is told so, by name. */
export function itKeepsNothing(target: () => Target): void {
  it('says that nothing is kept', async () => {
    const response = await clientFor(target()).responses.create({
      model: target().model,
      input: 'Say hello',
    });
    expect(response).toMatchObject({ store: false });
    await expect(clientFor(target()).responses.retrieve(response.id)).rejects.toBeInstanceOf(
      OpenAI.NotFoundError,
    );
  });

  it.each([
    ['background', { background: true }],
    ['previous_response_id', { previous_response_id: 'resp_of_another' }],
  ])('refuses %s by name', async (name, more) => {
    const asked = { model: target().model, input: 'Say hello', ...more };
    const error: unknown = await clientFor(target())
      .responses.create(asked)
      .catch((thrown: unknown) => thrown);
    expect(error).toMatchObject({
      status: expect.any(Number),
      message: expect.stringContaining(name),
    });
    expect([400, 404]).toContain((error as InstanceType<typeof OpenAI.APIError>).status);
  });
  describe('the AI SDK, which refers to what was said before', () => {
    /** Two turns, the second with what the first answered. */
    async function twoTurns(store: boolean | null): Promise<string> {
      const { origin, key, model } = target();
      const openai = createOpenAI({ baseURL: `${origin}/v1`, apiKey: key });
      const messages: ModelMessage[] = [{ role: 'user', content: 'Say hello' }];
      const asked = {
        model: openai.responses(model),
        maxRetries: 0,
        ...(store === null ? {} : { providerOptions: { openai: { store } } }),
      };
      const first = await generateText({ ...asked, messages });
      messages.push(...first.response.messages, { role: 'user', content: 'And again' });
      return (await generateText({ ...asked, messages })).text;
    }

    it('is told what to do', async () => {
      const error: unknown = await twoTurns(null).catch((thrown: unknown) => thrown);
      expect(APICallError.isInstance(error) && error.statusCode).toBe(400);
      expect((error as Error).message).toContain('item_reference');
      expect((error as Error).message).toContain('`store: false`');
    });

    it('is answered where it does that', async () => {
      expect(await twoTurns(false)).toBe(TEXT);
    });
  });
}
