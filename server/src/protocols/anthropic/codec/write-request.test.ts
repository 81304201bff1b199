import { describe, expect, it } from 'vitest';
import type { Message, Part, Tool } from '../../conversation/conversation.ts';
import type { Settings } from '../../conversation/model-request.ts';
import { HI, message, SONNET, text, weather, withSettings, write } from '../testing/written.ts';

describe('a request written for Anthropic', () => {
  it('is the least that Anthropic takes', () => {
    expect(write({}).body).toEqual({
      model: SONNET,
      max_tokens: 32_000,
      messages: [{ role: 'user', content: 'Hi' }],
    });
    expect(write({}, SONNET, true).body['stream']).toBe(true);
  });

  it.each([
    ['claude-opus-4-1-20250805', 32_000],
    ['claude-3-haiku-20240307', 4096],
    ['claude-3-5-sonnet-20241022', 8192],
    ['claude-opus-9', 32_000],
    ['kimi-k2', 8192],
  ])('asks %s for %i tokens where nobody says how many', (model, most) => {
    expect(write({}, model).body['max_tokens']).toBe(most);
  });

  it('has tools, and how they may be chosen', () => {
    const other = { ...weather, name: 'other', parameters: null, description: null };
    const choose = (settings: Settings) => write({ tools: [weather, other], settings }).body;
    expect(choose({})['tools']).toEqual([
      {
        name: 'get_weather',
        description: 'Weather',
        input_schema: { type: 'object', properties: {} },
      },
      { name: 'other', input_schema: { type: 'object' } },
    ]);
    expect(choose({})).not.toHaveProperty('tool_choice');
    expect(choose({ tool_choice: { kind: 'required' } })['tool_choice']).toEqual({ type: 'any' });
    expect(choose({ tool_choice: { kind: 'none' } })['tool_choice']).toEqual({ type: 'none' });
    expect(choose({ parallel_tool_calls: false })['tool_choice']).toEqual({
      type: 'auto',
      disable_parallel_tool_use: true,
    });
    expect(
      choose({ tool_choice: { kind: 'tool', name: 'other' }, parallel_tool_calls: false })[
        'tool_choice'
      ],
    ).toEqual({ type: 'tool', name: 'other', disable_parallel_tool_use: true });
    const some = choose({ tool_choice: { kind: 'some', mode: 'required', names: ['other'] } });
    expect(some['tools']).toMatchObject([{ name: 'other' }]);
    expect(some['tool_choice']).toEqual({ type: 'any' });
  });

  it('has tools that Anthropic runs, and names those of others', () => {
    const hosted = (name: string, parameters: unknown): Tool => ({
      kind: 'hosted',
      name,
      description: null,
      parameters,
    });
    const { body, named } = write({
      tools: [
        hosted('web_search', {
          search_context_size: 'high',
          max_uses: 2,
          user_location: { type: 'approximate', approximate: { city: 'Bern' } },
        }),
        { ...hosted('web_search', { googleSearch: {} }), cache: '5m' },
        hosted('code_execution', { codeExecution: {} }),
        hosted('bash', { type: 'bash_20250124', name: 'bash' }),
        hosted('file_search', {}),
        { kind: 'custom', name: 'sql', description: null, parameters: null },
      ],
    });
    expect(body['tools']).toEqual([
      {
        type: 'web_search_20250305',
        name: 'web_search',
        max_uses: 2,
        user_location: { type: 'approximate', city: 'Bern' },
      },
      {
        type: 'web_search_20250305',
        name: 'web_search',
        cache_control: { type: 'ephemeral' },
      },
      { type: 'code_execution_20250825', name: 'code_execution' },
      { type: 'bash_20250124', name: 'bash' },
    ]);
    expect(named).toEqual([
      'web_search.search_context_size',
      'the tool file_search',
      'custom tools',
    ]);
  });

  it('has the settings that Anthropic has', () => {
    const { body, named } = withSettings({
      max_tokens: 100,
      top_p: 0.8,
      top_k: 5,
      stop: ['END'],
      user: 'u1',
      service_tier: 'default',
      output: { kind: 'schema', schema: { type: 'object' }, name: 'answer', strict: true },
    });
    expect(named).toEqual([]);
    expect(body).toMatchObject({
      max_tokens: 100,
      top_p: 0.8,
      top_k: 5,
      stop_sequences: ['END'],
      metadata: { user_id: 'u1' },
      service_tier: 'standard_only',
      output_config: {
        format: { type: 'json_schema', schema: { type: 'object', additionalProperties: false } },
      },
    });
  });

  it('names the settings that Anthropic has not, but for those that ask for nothing', () => {
    const { named } = withSettings({
      min_p: 0.1,
      seed: 7,
      frequency_penalty: 1,
      presence_penalty: 1,
      choices: 2,
      logprobs: true,
      logit_bias: { '1': 1 },
      output: { kind: 'json' },
      modalities: ['text', 'audio'],
      verbosity: 'low',
      metadata: { a: 'b' },
      cache_key: 'k',
      store: true,
      service_tier: 'flex',
      temperature: 1.5,
    });
    expect(named.toSorted()).toEqual([
      'JSON output without a schema',
      'an answer as audio',
      'frequency_penalty',
      'logit_bias',
      'logprobs',
      'metadata',
      'min_p',
      'n',
      'presence_penalty',
      'prompt_cache_key',
      'seed',
      'service_tier flex',
      'store',
      'temperature above 1',
      'verbosity',
    ]);
    expect(
      withSettings({
        frequency_penalty: 0,
        presence_penalty: 0,
        choices: 1,
        logprobs: false,
        logit_bias: {},
        modalities: ['text'],
        verbosity: 'medium',
        store: false,
        top_p: 1,
        temperature: 1,
      }),
    ).toEqual({ body: { ...write({}).body, temperature: 1 }, named: [] });
  });

  it.each<[string, Settings['reasoning'], number, unknown, unknown, string[]]>([
    [SONNET, { effort: 'medium' }, 10_000, { type: 'enabled', budget_tokens: 5000 }, undefined, []],
    [SONNET, { effort: 'minimal' }, 4000, { type: 'enabled', budget_tokens: 1024 }, undefined, []],
    [
      SONNET,
      { budget_tokens: 3000 },
      9000,
      { type: 'enabled', budget_tokens: 3000 },
      undefined,
      [],
    ],
    [
      SONNET,
      { budget_tokens: 9000 },
      4000,
      { type: 'enabled', budget_tokens: 3999 },
      undefined,
      ['reasoning budget above max_tokens'],
    ],
    [SONNET, { effort: 'high' }, 500, undefined, undefined, ['reasoning within 500 tokens']],
    [SONNET, { effort: 'none' }, 500, { type: 'disabled' }, undefined, []],
    [
      'claude-sonnet-4-6',
      { effort: 'high', summary: 'auto' },
      500,
      { type: 'adaptive', display: 'summarized' },
      { effort: 'high' },
      [],
    ],
    ['claude-opus-4-8', { effort: 'minimal' }, 500, { type: 'adaptive' }, { effort: 'low' }, []],
    ['claude-opus-4-8', {}, 500, { type: 'adaptive' }, undefined, []],
    [
      'claude-opus-5-5',
      { budget_tokens: 2000 },
      9000,
      { type: 'adaptive' },
      { effort: 'medium' },
      ['a budget of reasoning in tokens'],
    ],
    ['claude-opus-5-5', { effort: 'none' }, 9000, undefined, undefined, ['reasoning effort none']],
    [
      'claude-opus-4-6',
      { effort: 'turbo' },
      9000,
      { type: 'adaptive' },
      undefined,
      ['reasoning effort turbo'],
    ],
  ])('lets %s think: %j within %i tokens', (model, reasoning, max, thinking, config, expected) => {
    const { body, named } = withSettings({ max_tokens: max, reasoning: reasoning ?? {} }, model);
    expect(body['thinking']).toEqual(thinking);
    expect(body['output_config']).toEqual(config);
    expect(named).toEqual(expected);
  });

  it('lets no model think by a budget between calls whose thoughts are gone, which Anthropic refuses', () => {
    const call: Part = { type: 'tool_call', kind: 'function', id: 'a', name: 'f', arguments: '{}' };
    const thought: Part = { type: 'reasoning', content: 'Hm.', signature: 'EqQB' };
    const result = message('tool', { type: 'tool_result', id: 'a', content: [] });
    const ask = (model: string, ...messages: Message[]) =>
      write({ messages: [HI, ...messages], settings: { reasoning: { effort: 'low' } } }, model);

    const without = ask(SONNET, message('assistant', call), result);
    expect(without.body).not.toHaveProperty('thinking');
    expect(without.named).toEqual(['reasoning between calls, without that of before']);
    for (const { body, named } of [
      ask(SONNET, message('assistant', thought, call), result),
      ask(SONNET, message('assistant', call), result, message('assistant', text('So.')), HI),
      ask('claude-opus-4-6', message('assistant', call), result),
    ]) {
      expect(body).toHaveProperty('thinking');
      expect(named).toEqual([]);
    }
  });

  it('holds answers and arguments to schemas of the kind that Anthropic takes', () => {
    const schema = { type: 'object', properties: { a: { type: 'integer', minimum: 1 } } };
    const { body, named } = write({
      tools: [
        { ...weather, parameters: schema, strict: true },
        { ...weather, parameters: schema },
      ],
      settings: { output: { kind: 'schema', schema, description: 'An answer' } },
    });
    const held = {
      type: 'object',
      properties: { a: { type: 'integer', description: '{minimum: 1}' } },
      additionalProperties: false,
    };
    expect(body['output_config']).toEqual({
      format: { type: 'json_schema', schema: { ...held, description: 'An answer' } },
    });
    expect(body['tools']).toMatchObject([{ input_schema: held }, { input_schema: schema }]);
    expect(named).toEqual(['minimum in a schema']);
  });

  it('leaves out what a model that thinks does not take', () => {
    const { body, named } = write({
      tools: [weather],
      settings: {
        reasoning: { effort: 'high' },
        temperature: 0,
        top_k: 3,
        top_p: 0.5,
        tool_choice: { kind: 'required' },
      },
    });
    expect(body).not.toHaveProperty('temperature');
    expect(body).not.toHaveProperty('top_k');
    expect(body).not.toHaveProperty('top_p');
    expect(body['tool_choice']).toEqual({ type: 'auto' });
    expect(named.toSorted()).toEqual([
      'temperature with reasoning',
      'tool_choice that forces a call with reasoning',
      'top_k with reasoning',
      'top_p with reasoning',
    ]);
  });

  it('has one way of sampling where a model takes no two', () => {
    const both = { temperature: 0.2, top_p: 0.8 };
    const { body, named } = withSettings(both);
    expect(body).toMatchObject({ temperature: 0.2 });
    expect(body).not.toHaveProperty('top_p');
    expect(named).toEqual(['top_p beside a temperature']);
    expect(withSettings(both, 'claude-3-haiku-20240307')).toMatchObject({ body: both, named: [] });
  });

  it('stops at nothing but white space nowhere', () => {
    const { body, named } = withSettings({ stop: ['\n\n', 'END'] });
    expect(body['stop_sequences']).toEqual(['END']);
    expect(named).toEqual(['stop at white space alone']);
  });

  it('chooses no tool that has no place', () => {
    const sql: Tool = { kind: 'custom', name: 'sql', description: null, parameters: null };
    const { body } = write({
      tools: [weather, sql],
      settings: { tool_choice: { kind: 'tool', name: 'sql' } },
    });
    expect(body).toHaveProperty('tools');
    expect(body).not.toHaveProperty('tool_choice');
  });

  it('leaves out the sampling that a new model refuses', () => {
    const { body, named } = withSettings({ temperature: 0.3, top_k: 3 }, 'claude-opus-4-8');
    expect(body).not.toHaveProperty('temperature');
    expect(named).toEqual(['temperature', 'top_k']);
  });
});
