import { describe, expect, it } from 'vitest';
import { anthropic } from '../../anthropic/protocol.ts';
import type { ModelRequest } from '../../conversation/model-request.ts';
import { GeminiRequest } from '../gemini-request.ts';
import { said, text } from '../testing/messages.ts';
import { counting } from './counting.ts';
import { readRequest } from './read-request.ts';

const ofAnthropic = anthropic.codec.counting!;
const TARGET = { model: 'm', stream: false, askForUsage: false };
const request: ModelRequest = {
  messages: [said('system', text('Be brief.')), said('user', text('Hi'))],
  tools: [{ kind: 'function', name: 'f', description: null, parameters: { type: 'object' } }],
  settings: { max_tokens: 5, temperature: 0.5, stop: ['x'] },
  others: [],
};

describe('a request for a count of tokens', () => {
  it('holds the whole request, with its model, and is read as one', () => {
    const { body, unsupported } = counting.writeRequest(request, TARGET);
    expect(JSON.parse(body.toString())).toEqual({
      generateContentRequest: {
        model: 'models/m',
        contents: [{ role: 'user', parts: [{ text: 'Hi' }] }],
        systemInstruction: { parts: [{ text: 'Be brief.' }] },
        tools: [
          { functionDeclarations: [{ name: 'f', parametersJsonSchema: { type: 'object' } }] },
        ],
        generationConfig: { maxOutputTokens: 5, temperature: 0.5, stopSequences: ['x'] },
      },
    });
    expect(unsupported).toEqual([]);
    const address = { operation: 'count_tokens', model: 'm', form: 'whole' } as const;
    expect(readRequest(new GeminiRequest(body, address))).toEqual(request);
  });

  it('is without what decides on no token where Anthropic is asked', () => {
    const { body } = ofAnthropic.writeRequest(request, TARGET);
    expect(JSON.parse(body.toString())).toEqual({
      model: 'm',
      system: 'Be brief.',
      messages: [{ role: 'user', content: 'Hi' }],
      tools: [{ name: 'f', input_schema: { type: 'object' } }],
    });
    const address = { operation: 'count_tokens', model: null, form: null } as const;
    const { messages, tools } = anthropic.codec.readRequest(anthropic.parse(body, address));
    expect({ messages, tools }).toEqual({ messages: request.messages, tools: request.tools });
  });
});

describe('a count of tokens', () => {
  it.each([counting, ofAnthropic])('is what was counted', (codec) => {
    expect(codec.readCount(codec.writeCount(29))).toBe(29);
    for (const body of ['', '{}', '[]', '{"totalTokens":-1,"input_tokens":"1"}']) {
      expect(codec.readCount(Buffer.from(body))).toBeNull();
    }
  });
});
