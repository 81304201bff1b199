import { describe, expect, it } from 'vitest';
import type { ConversationEvent } from '../../conversation/events.ts';
import { written } from '../testing/written.ts';

describe('a stream, written', () => {
  const answer = 0;
  const lines = (events: readonly ConversationEvent[]) =>
    written(events, 'events')
      .toString()
      .split('\r\n\r\n')
      .filter((line) => line !== '')
      .map((line) => JSON.parse(line.replace(/^data: /, '')));

  it('has calls whole, and at last how it ended and what it cost', () => {
    const call = { type: 'tool_call', answer, kind: 'function' } as const;
    const pieces = lines([
      { type: 'text', answer, content: 'Hi' },
      { ...call, call: 0, id: 'c1', name: 'f', arguments: '{"a"', signature: 'c2ln' },
      { ...call, call: 1, id: 'c2', name: 'g', arguments: '' },
      { ...call, call: 0, id: null, name: '', arguments: ':1}' },
      { type: 'stop', answer, reason: 'tool_calls' },
      { type: 'usage', usage: { input: 3, output: 5, reasoning: 2 } },
    ]);
    expect(pieces.map(({ candidates: [one] }) => one.content.parts)).toEqual([
      [{ text: 'Hi' }],
      [{ functionCall: { id: 'c1', name: 'f', args: { a: 1 } }, thoughtSignature: 'c2ln' }],
      [{ functionCall: { id: 'c2', name: 'g', args: {} } }],
      [{ text: '' }],
    ]);
    for (const { modelVersion, responseId, candidates } of pieces) {
      expect({ modelVersion, responseId }).toEqual({
        modelVersion: 'm',
        responseId: '0190c0de-0000-7000-8000-000000000000',
      });
      expect(candidates[0]).toMatchObject({ index: 0, content: { role: 'model' } });
    }
    expect(pieces.map(({ candidates: [one] }) => one.finishReason)).toEqual([
      undefined,
      undefined,
      undefined,
      'STOP',
    ]);
    expect(pieces.at(-1).usageMetadata).toEqual({
      promptTokenCount: 3,
      candidatesTokenCount: 3,
      thoughtsTokenCount: 2,
      totalTokenCount: 8,
    });
  });

  it('is a list of JSON where one was asked for', () => {
    const text = written(
      [
        { type: 'text', answer, content: 'a' },
        { type: 'text', answer, content: 'b' },
      ],
      'json_array',
    ).toString();
    expect(JSON.parse(text)).toHaveLength(3);
    expect(JSON.parse(written([], 'json_array').toString())).toHaveLength(1);
  });

  it("counts the places of what it cites in the whole of its text, in Google's bytes", () => {
    const source = { uri: 'https://e.org/', title: 'E', quoted: null };
    const pieces = lines([
      { type: 'text', answer, content: 'Grüße, ' },
      { type: 'text', answer, content: '🎉 für dich', begins: true },
      { type: 'citation', answer, citation: { ...source, start: 2, end: 5 } },
      { type: 'citation', answer, citation: { ...source, start: null, end: null } },
      { type: 'stop', answer, reason: 'stop' },
    ]);
    expect(pieces.at(-1).candidates[0].groundingMetadata).toEqual({
      groundingChunks: [{ web: { uri: 'https://e.org/', title: 'E' } }],
      groundingSupports: [
        { segment: { startIndex: 14, endIndex: 18, text: 'für' }, groundingChunkIndices: [0] },
      ],
    });
  });

  it('says of a call that is none that it is malformed, and of a refusal that it is one', () => {
    const broken = lines([
      {
        type: 'tool_call',
        answer,
        call: 0,
        kind: 'function',
        id: 'c',
        name: 'f',
        arguments: '{"a',
      },
      { type: 'stop', answer, reason: 'tool_calls' },
    ]);
    expect(broken.at(-1).candidates[0]).toMatchObject({
      finishReason: 'MALFORMED_FUNCTION_CALL',
      finishMessage: 'Malformed function call: f({"a)',
    });
    const refused = lines([
      { type: 'refusal', answer, content: 'No.' },
      { type: 'stop', answer, reason: 'stop' },
    ]);
    expect(refused.at(-1).candidates[0].finishReason).toBe('SAFETY');
  });

  it('tells of a failure by a number, as clients look for it', () => {
    const failed = (code: string | undefined) =>
      lines([{ type: 'error', message: 'no', ...(code === undefined ? {} : { code }) }])[0].error;
    expect(failed('UNAVAILABLE')).toEqual({ code: 503, message: 'no', status: 'UNAVAILABLE' });
    expect(failed('overloaded_error')).toEqual({ code: 500, message: 'no', status: 'INTERNAL' });
  });
});
