import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { post, WEATHER_SCHEMA } from '../post.ts';
import { ANTHROPIC_KEY, AnthropicHost } from './host.ts';

const anthropic = new AnthropicHost();
beforeAll(async () => {
  await anthropic.listen();
});
afterAll(async () => {
  await anthropic[Symbol.asyncDispose]();
});

const HEADERS = { 'x-api-key': ANTHROPIC_KEY, 'anthropic-version': '2023-06-01' };
const messages = (body: object, headers: object = HEADERS) =>
  post(`${anthropic.origin}/v1/messages`, headers, {
    model: 'claude-sonnet-4-5',
    max_tokens: 4096,
    messages: [{ role: 'user', content: 'hi' }],
    ...body,
  });

describe('Anthropic refuses', () => {
  const use = (id: string) => ({ type: 'tool_use', id, name: 'f', input: {} });
  const result = (id: string) => ({ type: 'tool_result', tool_use_id: id, content: 'fine' });
  const user = { role: 'user', content: 'hi' };
  const tools = [{ name: 'f', input_schema: WEATHER_SCHEMA }];
  it.each<[string, object, string]>([
    ['a member that is not known', { stop: ['x'] }, 'stop: Extra inputs are not permitted'],
    ['no limit', { max_tokens: undefined }, 'max_tokens: Field required'],
    [
      'an empty text',
      { messages: [{ role: 'user', content: [{ type: 'text', text: '' }] }] },
      'text content blocks must be non-empty',
    ],
    [
      'an answer first',
      { messages: [{ role: 'assistant', content: 'x' }, user] },
      'first message must use the "user" role',
    ],
    [
      'a call without its result',
      { tools, messages: [user, { role: 'assistant', content: [use('toolu_1')] }, user] },
      'messages.1: `tool_use` ids were found without `tool_result` blocks immediately after: toolu_1',
    ],
    [
      'a result after a text',
      {
        tools,
        messages: [
          user,
          { role: 'assistant', content: [use('toolu_1')] },
          { role: 'user', content: [{ type: 'text', text: 'so' }, result('toolu_1')] },
        ],
      },
      '`tool_result` blocks immediately after',
    ],
    [
      'a result without its call',
      { tools, messages: [{ role: 'user', content: [result('toolu_2')] }] },
      'unexpected `tool_use_id` found in `tool_result` blocks: toolu_2',
    ],
    [
      'an id of another form',
      { tools, messages: [user, { role: 'assistant', content: [use('call|1')] }] },
      'should match pattern',
    ],
    [
      'a budget that the limit does not hold',
      { thinking: { type: 'enabled', budget_tokens: 4096 } },
      '`max_tokens` must be greater than `thinking.budget_tokens`',
    ],
    [
      'a temperature beside thinking',
      { temperature: 0, thinking: { type: 'enabled', budget_tokens: 1024 } },
      '`temperature` may only be set to 1',
    ],
    [
      'a forced call beside thinking',
      { tools, tool_choice: { type: 'any' }, thinking: { type: 'enabled', budget_tokens: 1024 } },
      'Thinking may not be enabled when tool_choice forces tool use',
    ],
    [
      'calls without the thinking before them',
      {
        tools,
        thinking: { type: 'enabled', budget_tokens: 1024 },
        messages: [
          user,
          { role: 'assistant', content: [use('toolu_1')] },
          { role: 'user', content: [result('toolu_1')] },
        ],
      },
      'Expected `thinking` or `redacted_thinking`, but found `tool_use`',
    ],
    [
      'thinking of others',
      {
        messages: [
          user,
          {
            role: 'assistant',
            content: [
              { type: 'thinking', thinking: 'x', signature: 'AAAA' },
              { type: 'text', text: 'x' },
            ],
          },
          user,
        ],
      },
      'Invalid `signature` in `thinking` block',
    ],
    [
      'sampling where the model chooses',
      { model: 'claude-opus-5', temperature: 0.5 },
      '`temperature` is deprecated for this model',
    ],
  ])('%s', async (_, body, message) => {
    const { status, json } = await messages(body);
    expect(json).toEqual({
      type: 'error',
      error: {
        details: null,
        type: 'invalid_request_error',
        message: expect.stringContaining(message),
      },
      request_id: expect.stringMatching(/^req_/),
    });
    expect(status).toBe(400);
  });

  it('sampling, from the API of 2026-10-21', async () => {
    const { json } = await messages(
      { temperature: 1 },
      { ...HEADERS, 'anthropic-version': '2026-10-21' },
    );
    expect(json.error.message).toBe('temperature: Extra inputs are not permitted');
  });

  it('no version', async () => {
    const { json } = await messages({}, { 'x-api-key': ANTHROPIC_KEY });
    expect(json.error.message).toContain('anthropic-version: header is required');
  });

  it('nothing of a turn with thinking that comes back as it was', async () => {
    const asked = { tools, thinking: { type: 'enabled', budget_tokens: 1024 } };
    const first = (await messages(asked)).json;
    expect(first.content.map(({ type }: { type: string }) => type)).toEqual([
      'thinking',
      'tool_use',
    ]);
    const turn = [
      user,
      { role: 'assistant', content: first.content },
      { role: 'user', content: [result(first.content[1].id)] },
    ];
    expect((await messages({ ...asked, messages: turn })).status).toBe(200);
    first.content[0].thinking += ' ';
    expect((await messages({ ...asked, messages: turn })).json.error.message).toContain(
      'Invalid `signature`',
    );
  });
});
