import { describe, expect, it } from 'vitest';
import { gemini } from '../protocol.ts';
import { piece, streamOf } from '../testing/pieces.ts';

describe('both bodies of a request', () => {
  it('are a conversation', () => {
    const request = {
      system_instruction: { parts: [{ text: 'Be brief.' }] },
      contents: [
        { role: 'user', parts: [{ text: 'Hi' }, { videoMetadata: {} }] },
        { role: 'model', parts: [{ functionCall: { name: 'f', args: {} } }] },
        { role: 'user', parts: [{ functionResponse: { name: 'f', response: { output: 'x' } } }] },
        'nonsense',
      ],
      tools: [{ functionDeclarations: [{ name: 'f' }] }, 7, { googleSearch: {} }],
      generationConfig: { temperature: 0, responseSchema: { type: 'STRING' } },
      safetySettings: [],
    };
    const response = streamOf([piece([{ text: 'x' }], { finishReason: 'STOP' })], 'json_array');
    expect(
      gemini.readConversation(Buffer.from(JSON.stringify(request)), Buffer.from(response)),
    ).toEqual({
      messages: [
        { role: 'system', name: null, parts: [{ type: 'text', content: 'Be brief.' }] },
        {
          role: 'user',
          name: null,
          parts: [
            { type: 'text', content: 'Hi' },
            { type: 'unknown', value: { videoMetadata: {} } },
          ],
        },
        {
          role: 'assistant',
          name: null,
          parts: [
            { type: 'tool_call', kind: 'function', id: 'call_0', name: 'f', arguments: '{}' },
          ],
        },
        {
          role: 'tool',
          name: null,
          parts: [{ type: 'tool_result', id: 'call_0', content: [{ type: 'text', content: 'x' }] }],
        },
      ],
      tools: [
        { kind: 'function', name: 'f', description: null, parameters: null },
        { kind: 'hosted', name: 'web_search', description: null, parameters: { googleSearch: {} } },
      ],
      output_schema: { type: 'string' },
      inputs: null,
      parameters: { temperature: 0, safetySettings: [] },
      answers: [
        {
          role: 'assistant',
          name: null,
          parts: [{ type: 'text', content: 'x' }],
          stop_reason: 'stop',
        },
      ],
      vectors: null,
      usage: null,
      error: null,
    });
  });

  it('of embeddings have the texts', () => {
    const texts = (request: unknown) =>
      gemini.readConversation(Buffer.from(JSON.stringify(request)), Buffer.alloc(0))?.inputs;
    expect(texts({ content: { parts: [{ text: 'a' }, { text: 'b' }] } })).toEqual(['ab']);
    expect(texts({ requests: [{ content: { parts: [{ text: 'a' }] } }, {}] })).toEqual(['a', '']);
    expect(gemini.readConversation(Buffer.from('['), Buffer.alloc(0))).toBeNull();
  });
});
