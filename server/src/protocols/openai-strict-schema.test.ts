import { describe, expect, it } from 'vitest';
import { anthropic } from './anthropic/protocol.ts';
import { gemini } from './gemini/protocol.ts';
import { openaiChat } from './openai-chat/protocol.ts';
import { openaiResponses } from './openai-responses/protocol.ts';
import { heldSchema } from './openai-strict-schema.ts';

const text = { type: 'string' };
const city = { type: 'object', properties: { name: text }, required: ['name'] };
const closedCity = { ...city, additionalProperties: false };

describe('a schema that OpenAI can hold a model to', () => {
  it.each([
    ['has all its properties required', closedCity, closedCity],
    ['is closed where it says nothing of others', city, closedCity],
    [
      'is closed all the way down',
      {
        ...city,
        properties: { name: { anyOf: [{ $ref: '#/$defs/City' }, { type: 'array', items: city }] } },
        $defs: { City: city },
      },
      {
        ...closedCity,
        properties: {
          name: { anyOf: [{ $ref: '#/$defs/City' }, { type: 'array', items: closedCity }] },
        },
        $defs: { City: closedCity },
      },
    ],
  ])('%s', (_, schema, held) => {
    expect(heldSchema(schema)).toEqual({ schema: held, strict: true });
  });

  it.each([
    ['an optional property', { ...city, required: [] }],
    ['properties by any name', { ...city, additionalProperties: text }],
    ['a list at its root', { type: 'array', items: city }],
    ['a choice at its root', { ...city, anyOf: [city] }],
    ['one of several', { ...city, properties: { name: { oneOf: [text] } } }],
    ['a default', { ...city, properties: { name: { ...text, default: 'x' } } }],
    ['a format of no known kind', { ...city, properties: { name: { ...text, format: 'uri' } } }],
    ['anything at all', { ...city, properties: { name: {} } }],
    ['an optional property far down', { ...city, properties: { name: { ...city, required: [] } } }],
    ['no schema', null],
  ])('has not %s', (_, schema) => {
    expect(heldSchema(schema)).toEqual({ schema, strict: false });
  });
});

describe('what Anthropic and Gemini hold answers to, OpenAI is asked to', () => {
  const fromAnthropic = (schema: object, strict?: boolean) => ({
    protocol: anthropic,
    body: {
      model: 'm',
      max_tokens: 9,
      messages: [{ role: 'user', content: 'hi' }],
      output_config: { format: { type: 'json_schema', schema } },
      tools: [{ name: 'f', input_schema: schema, ...(strict ? { strict } : {}) }],
    },
  });
  const fromGemini = (schema: object) => ({
    protocol: gemini,
    body: {
      contents: [{ role: 'user', parts: [{ text: 'hi' }] }],
      generationConfig: { responseMimeType: 'application/json', responseJsonSchema: schema },
      tools: [{ functionDeclarations: [{ name: 'f', parametersJsonSchema: schema }] }],
      toolConfig: { functionCallingConfig: { mode: 'VALIDATED' } },
    },
  });

  function translated(
    { protocol, body }: ReturnType<typeof fromAnthropic> | ReturnType<typeof fromGemini>,
    to: typeof openaiChat,
    model = 'gpt-4.1',
  ) {
    const parsed = protocol.parse(Buffer.from(JSON.stringify(body)), {
      operation: 'chat',
      model: 'm',
      form: 'whole',
    } as never);
    const { body: written, unsupported } = to.codec.writeRequest(
      protocol.codec.readRequest(parsed),
      { model, stream: false, askForUsage: false },
    );
    const json = JSON.parse(written.toString());
    const form = json.response_format?.json_schema ?? json.text.format;
    return { form, tool: json.tools[0].function ?? json.tools[0], unsupported };
  }

  it.each([
    ['chat', openaiChat],
    ['Responses', openaiResponses],
  ] as const)('over %s, where it can', (_, to) => {
    for (const asked of [fromAnthropic(city, true), fromGemini(city)]) {
      const { form, tool, unsupported } = translated(asked, to);
      expect([form.strict, form.schema]).toEqual([true, closedCity]);
      expect([tool.strict, tool.parameters]).toEqual([true, closedCity]);
      expect(unsupported).toEqual([]);
    }
    const loose = { ...city, required: [] };
    for (const asked of [fromAnthropic(loose, true), fromGemini(loose)]) {
      const { form, tool, unsupported } = translated(asked, to);
      expect([form.strict, tool.strict]).toEqual([false, false]);
      expect(tool.parameters).toEqual(loose);
      expect(unsupported).toEqual([{ feature: 'strict', hint: true }]);
    }
  });

  it('unless it is no model of OpenAI, or nobody holds the arguments', () => {
    const { form, tool, unsupported } = translated(fromAnthropic(city), openaiChat, 'llama-4');
    expect([form.strict, tool.strict, unsupported]).toEqual([undefined, undefined, []]);
  });
});
