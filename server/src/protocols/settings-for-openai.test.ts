import { describe, expect, it } from 'vitest';
import type { Settings } from './conversation/model-request.ts';
import { openaiChat } from './openai-chat/protocol.ts';
import { openaiResponses } from './openai-responses/protocol.ts';

function written(protocol: typeof openaiChat, model: string, settings: Settings) {
  const { body, unsupported } = protocol.codec.writeRequest(
    { messages: [], tools: [], settings, others: [] },
    { model, stream: false, askForUsage: false },
  );
  const { model: _, messages: _m, input: _i, store: _s, ...rest } = JSON.parse(body.toString());
  return {
    rest,
    refused: unsupported.filter(({ hint }) => hint !== true).map(({ feature }) => feature),
    hints: unsupported.filter(({ hint }) => hint === true).map(({ feature }) => feature),
  };
}

const SAMPLING: Settings = { temperature: 0.2, top_p: 0.9, logprobs: true, top_logprobs: 2 };
const STEERING: Settings = {
  frequency_penalty: 1,
  presence_penalty: 1,
  logit_bias: { 5: 1 },
  stop: ['x'],
};
const NAMED = ['temperature', 'top_p', 'logprobs'];

describe.each([
  ['chat', openaiChat],
  ['Responses', openaiResponses],
] as const)('what a model of OpenAI refuses is not sent, over %s', (_, protocol) => {
  it.each(['o1', 'o3-mini', 'o4-mini-2025-04-16', 'gpt-5', 'gpt-5-mini', 'gpt-5.4', 'gpt-6'])(
    '%s is asked for no sampling, and the caller told so',
    (model) => {
      const { rest, refused } = written(protocol, model, { ...SAMPLING, ...STEERING });
      expect(rest).toEqual({});
      expect(refused.toSorted()).toEqual([...NAMED, ...Object.keys(STEERING)].toSorted());
    },
  );

  it.each([
    ['gpt-5.4', []],
    ['gpt-5-nano', ['reasoning effort none', ...NAMED]],
    ['gpt-6-astra', ['reasoning effort none', ...NAMED]],
  ] as const)('%s is asked for it where it may be told not to think', (model, names) => {
    const settings: Settings = { ...SAMPLING, reasoning: { effort: 'none' } };
    const { rest, refused } = written(protocol, model, settings);
    expect(refused.toSorted()).toEqual([...names].toSorted());
    expect('temperature' in rest).toBe(names.length === 0);
    expect(JSON.stringify(rest).includes('none')).toBe(names.length === 0);
  });

  it('nothing is said of what is done anyway', () => {
    const settings = { temperature: 1, top_p: 1, frequency_penalty: 0, stop: [], logprobs: false };
    expect(written(protocol, 'gpt-5', settings)).toEqual({ rest: {}, refused: [], hints: [] });
  });

  it('models that do not think are not told to', () => {
    const settings: Settings = { ...SAMPLING, reasoning: { effort: 'high', summary: 'auto' } };
    for (const model of ['gpt-4.1', 'gpt-4o-mini', 'gpt-5-chat-latest']) {
      const { rest, refused, hints } = written(protocol, model, settings);
      expect([refused, hints]).toEqual([['reasoning'], ['a summary of reasoning']]);
      expect(rest).toMatchObject({ temperature: 0.2, top_p: 0.9 });
      expect(JSON.stringify(rest)).not.toMatch(/reasoning|encrypted/);
    }
  });

  it('those that call one tool at a time are not asked for more', () => {
    const { rest, refused, hints } = written(protocol, 'o3', { parallel_tool_calls: true });
    expect([rest, refused, hints]).toEqual([{}, [], ['parallel_tool_calls']]);
    expect(written(protocol, 'o3', { parallel_tool_calls: false }).hints).toEqual([]);
  });

  it.each(['gpt-oss-120b', 'o-model', 'mistral-large', 'my-deployment'])(
    '%s may be anything, and is told everything',
    (model) => {
      const { rest, refused } = written(protocol, model, {
        ...SAMPLING,
        reasoning: { effort: 'low' },
      });
      expect(refused).toEqual([]);
      expect(rest).toMatchObject({ temperature: 0.2, top_p: 0.9, top_logprobs: 2 });
      expect(JSON.stringify(rest)).toContain('low');
    },
  );
});

it('the limit of tokens has the name that models that think take', () => {
  expect(written(openaiChat, 'o3', { max_tokens: 9 }).rest).toEqual({ max_completion_tokens: 9 });
});
