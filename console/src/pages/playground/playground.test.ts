import { describe, expect, it } from 'vitest';
import { hasBegun, NOTHING_RECEIVED, receive } from './answer-state.ts';
import { newColumn, newMessage } from './column.ts';
import { columnFrom } from './from-request.ts';
import { type ConversationEvent, readEvents } from './read-events.ts';
import { bodyOf } from './request-body.ts';

const PIXEL = 'data:image/png;base64,iVBORw0KGgo=';

describe('a column as a request', () => {
  it('holds what was filled in and nothing else', () => {
    const column = { ...newColumn('a/b'), messages: [newMessage('user', 'hi')], stream: false };
    expect(bodyOf(column)).toEqual({ model: 'a/b', messages: [{ role: 'user', content: 'hi' }] });
  });

  it('comes back the same from its own record', () => {
    const column = {
      ...newColumn('a/b'),
      system: 'Be brief.',
      messages: [
        { ...newMessage('user', 'what is it'), images: [PIXEL] },
        { ...newMessage('assistant'), toolCalls: '[{"id":"1","type":"function"}]' },
        { ...newMessage('tool', 'a cat'), toolCallId: '1' },
        newMessage('assistant', 'A cat.'),
        newMessage('user', 'thanks'),
      ],
      parameters: {
        temperature: '0.5',
        top_p: '1',
        max_completion_tokens: '128',
        max_tokens: '64',
        seed: '7',
        n: '2',
        stop: 'END\nSTOP',
      },
      tools: '[{"type":"function","function":{"name":"look"}}]',
      schema: '{"title":"An answer","type":"object"}',
    };
    const body = bodyOf(column);
    expect(body).toMatchObject({
      stop: ['END', 'STOP'],
      n: 2,
      response_format: { json_schema: { name: 'An_answer' } },
      stream_options: { include_usage: true },
    });
    const again = columnFrom(JSON.stringify(body), 'a/b');
    expect(again && bodyOf(again)).toEqual(body);
  });

  it('says which field is wrong', () => {
    const good = { ...newColumn('a/b'), messages: [newMessage('user', 'hi')] };
    expect(bodyOf({ ...good, model: ' ' })).toMatchObject({ field: 'model' });
    expect(bodyOf({ ...good, messages: [] })).toMatchObject({ field: 'messages' });
    expect(bodyOf({ ...good, system: 'x', messages: [newMessage('user')] })).toMatchObject({
      field: 'messages',
    });
    expect(bodyOf({ ...good, tools: '{}' })).toMatchObject({ field: 'tools' });
    expect(bodyOf({ ...good, schema: '[' })).toMatchObject({ field: 'schema' });
    const parameters = { ...good.parameters, seed: 'x' };
    expect(bodyOf({ ...good, parameters })).toMatchObject({ field: 'seed' });
  });

  it('takes no image along that would be asked for elsewhere', () => {
    const content = [
      { type: 'text', text: 'look' },
      { type: 'image_url', image_url: { url: 'https://evil.example/x.png' } },
      { type: 'image_url', image_url: { url: PIXEL } },
    ];
    const column = columnFrom(JSON.stringify({ messages: [{ role: 'user', content }] }), 'm');
    expect(column?.messages[0]).toMatchObject({ text: 'look', images: [PIXEL] });
    expect(columnFrom('{"input": "embeddings"}', 'm')).toBeNull();
    expect(columnFrom('no JSON', 'm')).toBeNull();
  });
});

describe('an answer', () => {
  const events = async (...parts: Uint8Array[]) => {
    const stream = new ReadableStream<Uint8Array>({
      start(controller) {
        for (const part of parts) controller.enqueue(part);
        controller.close();
      },
    });
    const all: ConversationEvent[] = [];
    for await (const event of readEvents(stream)) all.push(event);
    return all;
  };
  const said = (type: 'text' | 'reasoning' | 'refusal', content: string, answer = 0) =>
    ({ type, answer, content }) as const;
  const call = (place: number, id: string | null, name: string, piece: string) =>
    ({
      type: 'tool_call',
      answer: 0,
      call: place,
      kind: 'function',
      id,
      name,
      arguments: piece,
    }) as const;

  it('is read the same wherever it is cut', async () => {
    const sent: ConversationEvent[] = [said('text', 'é\n'), { type: 'error', message: 'no' }];
    const bytes = new TextEncoder().encode(sent.map((one) => `${JSON.stringify(one)}\n`).join(''));
    for (let at = 0; at <= bytes.length; at++)
      expect(await events(bytes.subarray(0, at), bytes.subarray(at))).toEqual(sent);
  });

  it('adds up, whichever of its answers and calls takes its turn', () => {
    const streamed: ConversationEvent[] = [
      { type: 'signature', answer: 0, signature: 'sealed' },
      said('reasoning', 'Hm.'),
      said('text', 'Hel'),
      said('refusal', 'No.', 1),
      said('text', 'lo'),
      call(0, 'c1', 'look', ''),
      call(1, null, 'wait', '{}'),
      call(0, null, '', '{"x":1}'),
      { type: 'stop', answer: 0, reason: 'tool_calls' },
      { type: 'usage', usage: { input: 3, output: 5 } },
    ];
    const received = streamed.reduce(receive, NOTHING_RECEIVED);
    expect(received).toMatchObject({
      choices: [
        {
          text: 'Hello',
          reasoning: 'Hm.',
          toolCalls: [
            { id: 'c1', name: 'look', arguments: '{"x":1}' },
            { id: null, name: 'wait', arguments: '{}' },
          ],
          finish: 'tool_calls',
        },
        { text: '', refusal: 'No.', finish: null },
      ],
      inputTokens: 3,
      outputTokens: 5,
      error: null,
    });
    expect(hasBegun(streamed.slice(0, 1).reduce(receive, NOTHING_RECEIVED))).toBe(false);
    expect(hasBegun(streamed.slice(0, 2).reduce(receive, NOTHING_RECEIVED))).toBe(true);
    expect(receive(received, { type: 'error', message: 'broke' }).error).toBe('broke');
  });
});
