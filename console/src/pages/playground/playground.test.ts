import { describe, expect, it } from 'vitest';
import { hasBegun, NOTHING_RECEIVED, receive } from './answer-state.ts';
import { newColumn, newMessage } from './column.ts';
import { columnFrom } from './from-request.ts';
import { bodyOf } from './request-body.ts';
import { readEvents } from './sse.ts';

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

describe('a stream', () => {
  const events = async (...parts: string[]) => {
    const stream = new ReadableStream<Uint8Array>({
      start(controller) {
        for (const part of parts) controller.enqueue(new TextEncoder().encode(part));
        controller.close();
      },
    });
    const all: string[] = [];
    for await (const data of readEvents(stream)) all.push(data);
    return all;
  };

  it('is read the same wherever it is cut', async () => {
    const text = 'data: {"a":"é"}\r\n\r\n: note\n\ndata:two\ndata: lines\n\ndata: [DONE]';
    const whole = await events(text);
    expect(whole).toEqual(['{"a":"é"}', 'two\nlines', '[DONE]']);
    for (let at = 1; at < text.length; at++) {
      expect(await events(text.slice(0, at), text.slice(at))).toEqual(whole);
    }
  });

  it('adds up to what a whole answer says', () => {
    const choice = (delta: object, finish_reason: string | null = null) => ({
      choices: [{ index: 0, delta, finish_reason }],
    });
    const call = (index: number, part: object) => choice({ tool_calls: [{ index, ...part }] });
    const streamed = [
      choice({ role: 'assistant', content: '' }),
      choice({ reasoning_content: 'Hm.' }),
      choice({ content: 'Hel' }),
      choice({ content: 'lo' }),
      call(0, { id: 'c1', function: { name: 'look', arguments: '' } }),
      call(0, { function: { arguments: '{"x":1}' } }),
      choice({}, 'tool_calls'),
      { choices: [], usage: { prompt_tokens: 3, completion_tokens: 5 } },
    ];
    const received = streamed.reduce(receive, NOTHING_RECEIVED);
    const message = {
      role: 'assistant',
      content: 'Hello',
      reasoning_content: 'Hm.',
      tool_calls: [{ id: 'c1', function: { name: 'look', arguments: '{"x":1}' } }],
    };
    const whole = receive(NOTHING_RECEIVED, {
      choices: [{ index: 0, message, finish_reason: 'tool_calls' }],
      usage: { prompt_tokens: 3, completion_tokens: 5 },
    });
    expect(received).toEqual(whole);
    expect(hasBegun(receive(NOTHING_RECEIVED, streamed[0]))).toBe(false);
    expect(hasBegun(receive(NOTHING_RECEIVED, streamed[1]))).toBe(true);
    expect(receive(received, { error: { message: 'broke' } }).error).toBe('broke');
  });
});
