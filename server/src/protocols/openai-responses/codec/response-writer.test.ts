import { describe, expect, it } from 'vitest';
import type { Part, Reply } from '../../conversation/conversation.ts';
import type { ConversationEvent } from '../../conversation/events.ts';
import { openaiResponses } from '../protocol.ts';
import { accumulate } from '../testing/accumulate.ts';

const { codec } = openaiResponses;

const headFor = (more: object = {}) => ({
  id: '0190c0de-0000-7000-8000-000000000000',
  model: 'm',
  createdAt: 1_700_000_000,
  request: openaiResponses.parse(
    Buffer.from(JSON.stringify({ model: 'm', input: 'hi', stream: true, ...more })),
    { operation: 'chat', model: null, form: null },
  ),
});

function streamOf(events: readonly ConversationEvent[], head = headFor()): Buffer {
  const writer = codec.streamWriter(head);
  return Buffer.concat([...events.map((event) => writer.write(event)), writer.end()]);
}

const dataOf = (stream: Buffer) =>
  stream
    .toString()
    .split('\n\n')
    .filter((event) => event !== '')
    .map((event) => JSON.parse(event.slice(event.indexOf('\ndata: ') + '\ndata: '.length)));

const answering = (all: Part[], stop_reason: string | null = 'stop'): Reply => ({
  answers: [{ role: 'assistant', name: null, parts: all, stop_reason }],
  vectors: null,
  usage: { input: 3, output: 2, cached_input: 1 },
  error: null,
});
const hello: Part = { type: 'text', content: 'hello' };
const piece = (call: number, input: string, begins?: { id: string; name: string }) => ({
  type: 'tool_call' as const,
  answer: 0,
  call,
  kind: 'function' as const,
  id: begins?.id ?? null,
  name: begins?.name ?? '',
  arguments: input,
});

describe('a whole answer', () => {
  const body = (reply: Reply, head = headFor()) =>
    JSON.parse(codec.writeReply(reply, head).toString());

  it('has the members that OpenAI publishes, and is not stored', () => {
    expect(body(answering([hello]))).toEqual({
      id: 'resp_0190c0de000070008000000000000000',
      object: 'response',
      created_at: 1_700_000_000,
      status: 'completed',
      background: false,
      error: null,
      incomplete_details: null,
      instructions: null,
      max_output_tokens: null,
      max_tool_calls: null,
      metadata: {},
      model: 'm',
      output: [
        {
          id: 'msg_0190c0de0000700080000000000000000000',
          type: 'message',
          status: 'completed',
          role: 'assistant',
          content: [{ type: 'output_text', text: 'hello', annotations: [], logprobs: [] }],
        },
      ],
      parallel_tool_calls: true,
      previous_response_id: null,
      prompt_cache_key: null,
      reasoning: { effort: null, summary: null },
      safety_identifier: null,
      service_tier: 'default',
      store: false,
      temperature: null,
      text: { format: { type: 'text' } },
      tool_choice: 'auto',
      tools: [],
      top_logprobs: 0,
      top_p: null,
      truncation: 'disabled',
      usage: {
        input_tokens: 3,
        input_tokens_details: { cache_write_tokens: 0, cached_tokens: 1 },
        output_tokens: 2,
        output_tokens_details: { reasoning_tokens: 0 },
        total_tokens: 5,
      },
      user: null,
    });
  });

  it('says again what was asked for', () => {
    const asked = {
      instructions: 'Be brief.',
      max_output_tokens: 9,
      metadata: { team: 'a' },
      parallel_tool_calls: false,
      reasoning: { effort: 'low' },
      temperature: 0.5,
      text: { format: { type: 'json_object' }, verbosity: 'low' },
      tool_choice: 'required',
      tools: [{ type: 'function', name: 'f', parameters: {}, strict: true }],
      user: 'u',
    };
    expect(body(answering([hello]), headFor({ ...asked, store: true }))).toMatchObject({
      ...asked,
      store: false,
    });
  });

  it.each([
    ['length', { reason: 'max_output_tokens' }],
    ['content_filter', { reason: 'content_filter' }],
  ])('is incomplete where it was cut off: %s', (reason, details) => {
    const response = body(answering([hello], reason));
    expect(response).toMatchObject({ status: 'incomplete', incomplete_details: details });
    expect(response.output[0].status).toBe('incomplete');
  });

  it.each(['pause_turn', null, 'stop'])('is complete where it ended as it does: %s', (reason) => {
    expect(body(answering([hello], reason)).status).toBe('completed');
  });

  it('has failed where there was an error', () => {
    expect(body({ ...answering([]), answers: [], error: 'no' })).toMatchObject({
      status: 'failed',
      error: { code: 'server_error', message: 'no' },
      output: [],
    });
  });

  it('cites pages by their place, and files where there is none', () => {
    const citation = { uri: 'https://a.example', title: 'A', quoted: 'q', start: null, end: null };
    const { output } = body(
      answering([
        {
          type: 'text',
          content: '𝒳yz',
          citations: [citation, { ...citation, start: 1, end: 2 }, { ...citation, uri: null }],
        },
      ]),
    );
    const page = { type: 'url_citation', url: 'https://a.example', title: 'A' };
    expect(output[0].content[0].annotations).toEqual([
      { ...page, start_index: 1, end_index: 2 },
      { ...page, start_index: 0, end_index: 3 },
      { type: 'file_citation', file_id: '', filename: 'A', index: 3 },
    ]);
  });
});

describe('events of calls', () => {
  const types = (events: readonly ConversationEvent[]) =>
    dataOf(streamOf(events)).map(({ type, output_index: at }) =>
      at === undefined ? type : `${type.replace('response.', '')} ${at}`,
    );

  it('end each where its arguments do, before the next', () => {
    expect(
      types([
        piece(0, '{"a"', { id: 'x', name: 'f' }),
        piece(0, ':1}'),
        piece(1, '{}', { id: 'y', name: 'g' }),
        { type: 'stop', answer: 0, reason: 'tool_calls' },
      ]),
    ).toEqual([
      'response.created',
      'response.in_progress',
      'output_item.added 0',
      'function_call_arguments.delta 0',
      'function_call_arguments.delta 0',
      'function_call_arguments.done 0',
      'output_item.done 0',
      'output_item.added 1',
      'function_call_arguments.delta 1',
      'function_call_arguments.done 1',
      'output_item.done 1',
      'response.completed',
    ]);
  });

  it('stay apart where their pieces take turns', () => {
    const events = dataOf(
      streamOf([
        piece(0, '{"a"', { id: 'x', name: 'f' }),
        piece(1, '{"b"', { id: 'y', name: 'g' }),
        piece(0, ':1}'),
        piece(1, ':2}'),
        { type: 'text', answer: 0, content: 'hm' },
      ]),
    );
    expect(accumulate(events)).toMatchObject([
      { call_id: 'x', name: 'f', arguments: '{"a":1}' },
      { call_id: 'y', name: 'g', arguments: '{"b":2}' },
      { type: 'message' },
    ]);
  });

  it('name those to which no id was given', () => {
    const call = { type: 'tool_call', kind: 'function', name: 'f', arguments: '{}' } as const;
    const reply = answering([
      { ...call, id: null },
      { ...call, id: null },
    ]);
    const { output } = JSON.parse(codec.writeReply(reply, headFor()).toString());
    const ids = output.map(({ call_id: id }: { call_id: string }) => id);
    expect(new Set(ids).size).toBe(2);
    expect(ids[0]).toMatch(/^call_/);
  });
});

describe('a stream that', () => {
  it('says nothing is a response all the same', () => {
    expect(dataOf(streamOf([])).map(({ type }) => type)).toEqual([
      'response.created',
      'response.in_progress',
      'response.completed',
    ]);
  });

  it('fails tells so in both ways that clients know, and keeps what was said', () => {
    const writer = codec.streamWriter(headFor());
    const bytes = [
      { type: 'text', answer: 0, content: 'a' } as const,
      { type: 'error', message: 'overloaded', code: 'overloaded_error' } as const,
      { type: 'error', message: 'again' } as const,
    ].map((event) => writer.write(event));
    const events = dataOf(Buffer.concat(bytes));
    const [error, ...closing] = events.slice(5);
    expect(error).toMatchObject({
      type: 'error',
      code: 'overloaded_error',
      message: 'overloaded',
      error: { code: 'overloaded_error', message: 'overloaded' },
    });
    expect(closing.map(({ type }) => type)).toEqual([
      'response.output_text.done',
      'response.content_part.done',
      'response.output_item.done',
      'response.failed',
    ]);
    expect(closing.at(-1)).toMatchObject({
      response: {
        status: 'failed',
        error: { code: 'overloaded_error', message: 'overloaded' },
        output: [{ content: [{ text: 'a' }] }],
      },
    });
    expect(events.map(({ sequence_number: number }) => number)).toEqual([...events.keys()]);
    expect(openaiResponses.readReply(Buffer.concat(bytes))).toMatchObject({
      error: 'overloaded',
      answers: [{ parts: [{ content: 'a' }] }],
    });
  });

  it('tells how likely its tokens are, tells it as they come', () => {
    const token = { token: 'a', logprob: -0.5, bytes: [97], top: [] };
    const events = dataOf(
      streamOf([
        { type: 'text', answer: 0, content: 'a' },
        { type: 'logprobs', answer: 0, logprobs: [token] },
        { type: 'text', answer: 0, content: 'b' },
      ]),
    );
    const { top, ...plain } = token;
    const logprobs = [{ ...plain, top_logprobs: top }];
    expect(events.filter(({ type }) => type === 'response.output_text.delta')).toMatchObject([
      { delta: 'a' },
      { delta: '', logprobs },
      { delta: 'b' },
    ]);
    expect(events.at(-1).response.output[0].content[0]).toMatchObject({ text: 'ab', logprobs });
  });
});
