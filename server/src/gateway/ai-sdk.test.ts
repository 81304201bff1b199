import { crc32 } from 'node:zlib';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { json, type Script, ScriptedUpstream } from './testing/upstream.ts';
import { World } from './testing/world.ts';

let upstream: ScriptedUpstream;
beforeEach(async () => {
  upstream = await ScriptedUpstream.start();
});
afterEach(() => upstream[Symbol.asyncDispose]());

async function asked(
  kind: 'cohere' | 'bedrock',
  path: string,
  body: object,
  {
    script,
    provider = {},
    project = {},
  }: { script: Script; provider?: object; project?: Record<string, unknown> },
) {
  upstream.script = script;
  await using world = await World.start();
  world.setProject(project);
  world.setProvider('host', {
    kind,
    base_url: new URL(upstream.baseUrl).origin,
    credential: 'sk-of-the-host',
    ...provider,
  });
  const response = await fetch(`${world.url}${path}`, {
    method: 'POST',
    headers: { authorization: `Bearer ${world.key}`, 'content-type': 'application/json' },
    body: JSON.stringify({ model: 'host/m-1', ...body }),
  });
  const text = await response.text();
  const record = await world.recordOfResponse(response);
  const [call] = upstream.received;
  return {
    status: response.status,
    headers: response.headers,
    text,
    json: () => JSON.parse(text),
    sent: call === undefined ? null : JSON.parse(call.body.toString()),
    call,
    record: record.header,
  };
}

const hello = { messages: [{ role: 'user', content: 'hi' }] };
const WEATHER = {
  type: 'function',
  function: {
    name: 'weather',
    parameters: { type: 'object', properties: { city: { type: 'string' } } },
  },
};

describe('Cohere, through the AI SDK', () => {
  const whole: Script = (response) =>
    json(
      response,
      200,
      JSON.stringify({
        generation_id: 'g',
        message: {
          role: 'assistant',
          content: [
            { type: 'thinking', thinking: 'Hm.' },
            { type: 'text', text: 'Hello.' },
          ],
          tool_calls: [
            {
              id: 'c1',
              type: 'function',
              function: { name: 'weather', arguments: '{"city":"Rome"}' },
            },
          ],
        },
        finish_reason: 'TOOL_CALL',
        usage: { tokens: { input_tokens: 12, output_tokens: 5 } },
      }),
    );

  it('answers a chat with what it said, called and used', async () => {
    const answer = await asked(
      'cohere',
      '/v1/chat/completions',
      { ...hello, max_completion_tokens: 50, tools: [WEATHER], tool_choice: 'required', seed: 3 },
      { script: whole },
    );
    expect(answer.call?.path).toBe('/v2/chat');
    expect(answer.call?.headers['authorization']).toBe('Bearer sk-of-the-host');
    expect(answer.sent).toMatchObject({
      model: 'm-1',
      max_tokens: 50,
      seed: 3,
      tool_choice: 'REQUIRED',
      tools: [{ function: { name: 'weather' } }],
    });
    expect(answer.json()).toMatchObject({
      choices: [
        {
          finish_reason: 'tool_calls',
          message: {
            content: 'Hello.',
            reasoning_content: 'Hm.',
            tool_calls: [{ id: 'c1', function: { name: 'weather', arguments: '{"city":"Rome"}' } }],
          },
        },
      ],
      usage: { prompt_tokens: 12, completion_tokens: 5 },
    });
    expect(answer.record).toMatchObject({ status: 'ok', usage: { input: 12, output: 5 } });
  });

  it('streams to a client of Anthropic', async () => {
    const events = [
      { type: 'message-start', id: 'g' },
      {
        type: 'content-start',
        index: 0,
        delta: { message: { content: { type: 'text', text: '' } } },
      },
      { type: 'content-delta', index: 0, delta: { message: { content: { text: 'Hel' } } } },
      { type: 'content-delta', index: 0, delta: { message: { content: { text: 'lo.' } } } },
      { type: 'content-end', index: 0 },
      {
        type: 'tool-call-start',
        delta: {
          message: {
            tool_calls: {
              id: 'c1',
              type: 'function',
              function: { name: 'weather', arguments: '' },
            },
          },
        },
      },
      {
        type: 'tool-call-delta',
        delta: { message: { tool_calls: { function: { arguments: '{"city":' } } } },
      },
      {
        type: 'tool-call-delta',
        delta: { message: { tool_calls: { function: { arguments: '"Rome"}' } } } },
      },
      { type: 'tool-call-end' },
      {
        type: 'message-end',
        delta: {
          finish_reason: 'TOOL_CALL',
          usage: { tokens: { input_tokens: 12, output_tokens: 5 } },
        },
      },
    ];
    const script: Script = (response) => {
      response.writeHead(200, { 'content-type': 'text/event-stream' });
      for (const event of events)
        response.write(`event: ${event.type}\ndata: ${JSON.stringify(event)}\n\n`);
      response.end();
    };
    const answer = await asked(
      'cohere',
      '/v1/messages',
      { ...hello, max_tokens: 50, stream: true },
      { script },
    );
    const said = answer.text.match(/"(?:text|partial_json)":"(.*?)"\}/g)?.join('');
    expect(said).toContain('Hel');
    expect(answer.text).toContain('lo.');
    expect(answer.text).toContain('"stop_reason":"tool_use"');
    expect(answer.text).toContain('event: message_stop');
    expect(answer.text.match(/event: (\w+)/g)?.[0]).toBe('event: message_start');
    expect(answer.record).toMatchObject({ status: 'ok', usage: { input: 12, output: 5 } });
  });

  it('refuses by name what it cannot be told, before anything is sent', async () => {
    const answer = await asked(
      'cohere',
      '/v1/chat/completions',
      { ...hello, logit_bias: { 1: 2 }, n: 2 },
      { script: whole },
    );
    expect(answer.status).toBe(400);
    expect(answer.json().error).toMatchObject({ code: 'feature_unsupported' });
    expect(answer.json().error.message).toMatch(/logit_bias.*more than one answer/);
    expect(upstream.received).toEqual([]);
  });

  describe('what the package would leave out or garble without a word', () => {
    const file = (type: string, bytes: string) => ({
      type: 'file',
      file: {
        filename: 'a',
        file_data: `data:${type};base64,${Buffer.from(bytes).toString('base64')}`,
      },
    });
    const send = (content: object[], project = {}) =>
      asked(
        'cohere',
        '/v1/chat/completions',
        { messages: [{ role: 'user', content: [{ type: 'text', text: 'Look.' }, ...content] }] },
        { script: whole, project },
      );

    it('a document that is no text is refused, or dropped, and not told as Base64', async () => {
      const refused = await send([file('application/pdf', '%PDF-1.4')]);
      expect([refused.status, refused.sent]).toEqual([400, null]);
      expect(refused.json().error.message).toContain('a document that is no text');
      const dropped = await send([file('application/pdf', '%PDF-1.4')], {
        on_unsupported: 'drop',
      });
      expect(dropped.headers.get('x-signalbox-dropped')).toBe('a document that is no text');
      expect(dropped.sent.messages).toEqual([{ role: 'user', content: 'Look.' }]);
      expect(dropped.sent.documents).toBeUndefined();
    });

    it('a text is told as a text', async () => {
      const { sent } = await send([file('text/plain', 'Grüße')]);
      expect(sent.documents).toEqual([{ data: { text: 'Grüße', title: 'a' } }]);
    });

    it('what an image of a tool shows is refused, what was said beside a call is named', async () => {
      const png =
        'iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNkYPhfDwAChwGA60e6kgAAAABJRU5ErkJggg==';
      const said = (image: object[], project: object) =>
        asked(
          'cohere',
          '/v1/messages',
          {
            max_tokens: 9,
            messages: [
              { role: 'user', content: 'Look.' },
              {
                role: 'assistant',
                content: [
                  { type: 'text', text: 'I look.' },
                  { type: 'tool_use', id: 'c1', name: 'look', input: {} },
                ],
              },
              {
                role: 'user',
                content: [
                  {
                    type: 'tool_result',
                    tool_use_id: 'c1',
                    content: [{ type: 'text', text: 'A cat.' }, ...image],
                  },
                ],
              },
            ],
            tools: [{ name: 'look', input_schema: { type: 'object' } }],
          },
          { script: whole, project: { ...project } },
        );
      const source = { type: 'base64', media_type: 'image/png', data: png };
      const refused = await said([{ type: 'image', source }], {});
      expect([refused.status, refused.sent]).toEqual([400, null]);
      expect(refused.text).toContain('an image of a tool');
      const told = await said([], {});
      expect(told.headers.get('x-signalbox-dropped')).toBe('text beside calls of before');
      expect(told.sent.messages.at(-1)).toEqual({
        role: 'tool',
        tool_call_id: 'c1',
        content: 'A cat.',
      });
    });

    it('what it plans before it calls is heard, whole and streamed', async () => {
      const plan = { tool_plan: 'I will look.' };
      const answer = await asked('cohere', '/v1/chat/completions', hello, {
        script: (response) =>
          json(
            response,
            200,
            JSON.stringify({
              message: { role: 'assistant', ...plan },
              finish_reason: 'COMPLETE',
              usage: { tokens: { input_tokens: 12, output_tokens: 5 } },
            }),
          ),
      });
      expect(answer.json().choices[0].message.content).toBe('I will look.');
      const events = [
        { type: 'message-start', id: 'g' },
        { type: 'tool-plan-delta', delta: { message: { tool_plan: 'I will ' } } },
        { type: 'tool-plan-delta', delta: { message: { tool_plan: 'look.' } } },
        {
          type: 'message-end',
          delta: {
            finish_reason: 'COMPLETE',
            usage: { tokens: { input_tokens: 12, output_tokens: 5 } },
          },
        },
      ];
      const streamed = await asked(
        'cohere',
        '/v1/chat/completions',
        { ...hello, stream: true },
        {
          script: (response) => {
            response.writeHead(200, { 'content-type': 'text/event-stream' });
            for (const event of events) response.write(`data: ${JSON.stringify(event)}\n\n`);
            response.end();
          },
        },
      );
      expect(streamed.text).toContain('"content":"I will "');
      expect(streamed.text).toContain('"content":"look."');
    });
  });

  it("passes on the host's own error", async () => {
    const answer = await asked('cohere', '/v1/chat/completions', hello, {
      script: (response) => json(response, 422, '{"message":"no such thing, sk-of-the-host"}'),
    });
    expect(answer.status).toBe(422);
    expect(answer.json().error.message).toBe('no such thing, [credential]');
  });

  it('gives vectors', async () => {
    const answer = await asked(
      'cohere',
      '/v1/embeddings',
      { input: ['a', 'b'], dimensions: 256 },
      {
        script: (response) =>
          json(
            response,
            200,
            '{"embeddings":{"float":[[1,2],[3,4]]},"meta":{"billed_units":{"input_tokens":7}}}',
          ),
      },
    );
    expect(answer.call?.path).toBe('/v2/embed');
    expect(answer.sent).toMatchObject({ texts: ['a', 'b'], output_dimension: 256 });
    expect(answer.json()).toMatchObject({
      data: [{ embedding: [1, 2] }, { embedding: [3, 4] }],
      usage: { prompt_tokens: 7 },
    });
  });
});

describe('Bedrock, through the AI SDK', () => {
  const stream = (events: readonly [string, object][]): Script => {
    return (response) => {
      response.writeHead(200, { 'content-type': 'application/vnd.amazon.eventstream' });
      for (const [type, payload] of events) response.write(message(type, payload));
      response.end();
    };
  };
  const answered = stream([
    ['messageStart', { role: 'assistant' }],
    ['contentBlockDelta', { contentBlockIndex: 0, delta: { reasoningContent: { text: 'Hm.' } } }],
    [
      'contentBlockDelta',
      { contentBlockIndex: 0, delta: { reasoningContent: { signature: 'sealed' } } },
    ],
    ['contentBlockStop', { contentBlockIndex: 0 }],
    ['contentBlockDelta', { contentBlockIndex: 1, delta: { text: 'Hello.' } }],
    ['contentBlockStop', { contentBlockIndex: 1 }],
    ['messageStop', { stopReason: 'end_turn' }],
    ['metadata', { usage: { inputTokens: 9, outputTokens: 4, totalTokens: 13 } }],
  ]);

  it('streams reasoning with its seal, and is told of it again', async () => {
    const answer = await asked(
      'bedrock',
      '/v1/messages',
      {
        max_tokens: 50,
        stream: true,
        system: [{ type: 'text', text: 'Be short.', cache_control: { type: 'ephemeral' } }],
        messages: [
          { role: 'user', content: 'hi' },
          {
            role: 'assistant',
            content: [
              { type: 'thinking', thinking: 'Before.', signature: 'old-seal' },
              { type: 'text', text: 'Hi.' },
            ],
          },
          { role: 'user', content: 'again' },
        ],
      },
      { script: answered },
    );
    expect(answer.call?.path).toBe('/model/m-1/converse-stream');
    expect(answer.call?.headers['authorization']).toBe('Bearer sk-of-the-host');
    expect(answer.sent.system).toEqual([
      { text: 'Be short.' },
      { cachePoint: { type: 'default' } },
    ]);
    expect(answer.sent.messages[1].content[0]).toEqual({
      reasoningContent: { reasoningText: { text: 'Before.', signature: 'old-seal' } },
    });
    expect(answer.text).toContain('"thinking":"Hm."');
    expect(answer.text).toContain('Hello.');
    expect(answer.text).toContain('"stop_reason":"end_turn"');
    expect(answer.record).toMatchObject({ status: 'ok', usage: { input: 9, output: 4 } });
  });

  it('refuses what its package would leave out, or drops it where the project says so', async () => {
    const refused = await asked(
      'bedrock',
      '/v1/chat/completions',
      { ...hello, seed: 1 },
      {
        script: answered,
      },
    );
    expect(refused.status).toBe(400);
    expect(refused.json().error.message).toContain('seed');
    expect(upstream.received).toEqual([]);
    const dropped = await asked(
      'bedrock',
      '/v1/chat/completions',
      { ...hello, seed: 1, n: 2, stream: true },
      { script: answered, project: { on_unsupported: 'drop' } },
    );
    expect(dropped.text).toContain('Hello.');
    expect(dropped.headers.get('x-signalbox-dropped')).toBe('more than one answer, seed');
    expect(dropped.sent).not.toHaveProperty('seed');
  });

  it('says of a stream that ends before its end that it did', async () => {
    const answer = await asked(
      'bedrock',
      '/v1/chat/completions',
      { ...hello, stream: true },
      {
        script: stream([['contentBlockDelta', { contentBlockIndex: 0, delta: { text: 'Hel' } }]]),
      },
    ).catch((error: unknown) => error);
    expect(String(answer)).toMatch(/terminated|TypeError/);
  });

  it('signs with an access key, and never with what stands in the environment', async () => {
    process.env['AWS_ACCESS_KEY_ID'] = 'AKIAOFANOTHERONE0000';
    process.env['AWS_SECRET_ACCESS_KEY'] = 'secret-of-another';
    process.env['AWS_BEARER_TOKEN_BEDROCK'] = 'token-of-another';
    process.env['AWS_REGION'] = 'eu-west-1';
    try {
      const none = await asked('bedrock', '/v1/chat/completions', hello, {
        script: answered,
        provider: { credential: null },
      });
      expect(none.status).toBe(404);
      const homeless = await asked('bedrock', '/v1/chat/completions', hello, {
        script: answered,
        provider: { credential: 'AKIAIOSFODNN7EXAMPLE:wJalrXUtnFEMI/K7MDENG' },
      });
      expect(homeless.status).toBe(404);
      expect(upstream.received).toEqual([]);
    } finally {
      for (const name of Object.keys(process.env))
        if (name.startsWith('AWS_')) delete process.env[name];
    }
  });
});

/** A message of AWS's event streams: lengths, a checksum of them, headers, the payload, a checksum of all. */
function message(type: string, payload: object): Buffer {
  const header = (name: string, value: string) => {
    const length = Buffer.alloc(2);
    length.writeUInt16BE(value.length);
    return Buffer.concat([
      Buffer.from([name.length]),
      Buffer.from(name),
      Buffer.from([7]),
      length,
      Buffer.from(value),
    ]);
  };
  const headers = Buffer.concat([
    header(':message-type', 'event'),
    header(':event-type', type),
    header(':content-type', 'application/json'),
  ]);
  const body = Buffer.from(JSON.stringify(payload));
  const lengths = Buffer.alloc(8);
  lengths.writeUInt32BE(16 + headers.length + body.length, 0);
  lengths.writeUInt32BE(headers.length, 4);
  const prelude = Buffer.concat([lengths, checksum(lengths)]);
  const whole = Buffer.concat([prelude, headers, body]);
  return Buffer.concat([whole, checksum(whole)]);
}

function checksum(bytes: Buffer): Buffer {
  const sum = Buffer.alloc(4);
  sum.writeUInt32BE(crc32(bytes));
  return sum;
}
