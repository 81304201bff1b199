import OpenAI from 'openai';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { World } from '../server/src/gateway/testing/world.ts';
import { until } from './harness/system.ts';
import { OPENAI_KEY, OpenAiHost } from './upstreams/openai/host.ts';

/** The unmodified client of OpenAI's, with what its provider keeps, through two gateways in turn. */

const host = new OpenAiHost();
const model = 'keeper/gpt-4.1';
let gateways: World[] = [];
let client: OpenAI;
let calls = 0;

beforeAll(async () => {
  await host.listen();
  const first = await World.start();
  gateways = [first, await World.start({ like: first })];
  for (const gateway of gateways) {
    gateway.setProvider('keeper', {
      base_url: host.baseUrl,
      credential: OPENAI_KEY,
      speaks_responses: true,
    });
  }
  client = new OpenAI({
    apiKey: first.key,
    baseURL: `${first.url}/v1`,
    maxRetries: 0,
    // As a balancer does it: each call to the next one.
    fetch: (url, init) => {
      const next = gateways[calls++ % gateways.length] ?? first;
      return fetch(String(url).replace(first.url, next.url), init);
    },
  });
});
afterAll(async () => {
  for (const gateway of gateways) await gateway[Symbol.asyncDispose]();
  await host[Symbol.asyncDispose]();
});

describe("OpenAI's client", () => {
  it('continues a conversation that the provider keeps', async () => {
    let previous = await client.responses.create({ model, input: 'Hello' });
    for (let turn = 0; turn < 6; turn++) {
      const next = await client.responses.create({
        model,
        input: `And ${turn}?`,
        previous_response_id: previous.id,
      });
      expect(next.previous_response_id).toBe(previous.id);
      previous = next;
    }
    expect(await client.responses.retrieve(previous.id)).toMatchObject({
      id: previous.id,
      output: previous.output,
    });
    const items = await client.responses.inputItems.list(previous.id, { limit: 1 });
    expect(items.data[0]).toMatchObject({ role: 'user', content: [{ text: 'And 5?' }] });
    await client.responses.delete(previous.id);
    await expect(client.responses.retrieve(previous.id)).rejects.toMatchObject({ status: 404 });
  });

  it('hands back items by their ids', async () => {
    const first = await client.responses.create({ model, input: 'Hello' });
    const [item] = first.output;
    const next = await client.responses.create({
      model,
      input: [
        { type: 'item_reference', id: String(item?.id) },
        { role: 'user', content: 'And now?' },
      ],
    });
    expect(next.status).toBe('completed');
  });

  it('polls what works in the background, and cancels it', async () => {
    const started = await client.responses.create({ model, input: 'Hello', background: true });
    expect(started.status).toBe('queued');
    await until(10, 'the response to be there', async () => {
      const { id, status } = await client.responses.retrieve(started.id);
      return id === started.id && status === 'completed';
    });
    const long = await client.responses.create({ model, input: 'Hello #slow', background: true });
    expect(await client.responses.cancel(long.id)).toMatchObject({
      id: long.id,
      status: 'cancelled',
    });
  });

  it('reads a stream in the background again from where it was', async () => {
    const stream = await client.responses.create({
      model,
      input: 'Hello',
      background: true,
      stream: true,
    });
    const seen = [];
    for await (const event of stream) seen.push(event);
    const [first] = seen;
    if (first?.type !== 'response.created') throw new Error('a stream that does not begin');
    const again = await client.responses.retrieve(first.response.id, {
      stream: true,
      starting_after: 2,
    });
    const rest = [];
    for await (const event of again) rest.push(event);
    expect(rest).toEqual(seen.slice(3));
  });

  it('is told that an id is nobody’s', async () => {
    for (const id of ['resp_1', 'resp_sb1-0123456789ab-0123456789abcdef0123456789abcdef-resp_1']) {
      await expect(client.responses.retrieve(id)).rejects.toMatchObject({
        status: 404,
        code: 'not_found',
      });
    }
  });
});
