import { describe, expect, it } from 'vitest';
import type { TraceDetail } from '../types.ts';
import { conversationOf } from './conversation.ts';

type Stored = NonNullable<TraceDetail['conversation']>;
type Parts = Stored['messages'][number]['parts'];

const EMPTY: Stored = {
  messages: [],
  tools: [],
  output_schema: null,
  inputs: null,
  parameters: {},
  answers: [],
  vectors: null,
  usage: null,
  error: null,
};
const message = (role: string, ...parts: Parts) => ({ role, name: null, parts });
const text = (content: string) => ({ type: 'text', content }) as const;

const shownOf = (stored: Partial<Stored>) =>
  conversationOf({ conversation: { ...EMPTY, ...stored } });
const itemsOf = (...parts: Parts) =>
  shownOf({ messages: [message('user', ...parts)] })?.messages[0]?.items;
const plain = (words: string) => ({ kind: 'text', text: words, citations: [] });

describe('a conversation', () => {
  it('shows texts, images, documents, sound and other parts in their order', () => {
    const image = { kind: 'inline', media_type: 'image/png', data: 'AA==' } as const;
    const paper = { kind: 'file', id: 'file-1' } as const;
    expect(
      itemsOf(
        { type: 'document', name: 'a.pdf', source: paper },
        text('What?'),
        { type: 'image', source: image },
        { type: 'audio', source: null, transcript: 'aloud' },
        { type: 'unknown', value: { type: 'new' } },
        text('And?'),
        { type: 'refusal', content: 'No.' },
      ),
    ).toEqual([
      { kind: 'document', name: 'a.pdf', source: paper },
      plain('What?'),
      { kind: 'image', source: image },
      { kind: 'sound', source: null, transcript: 'aloud' },
      { kind: 'other', value: { type: 'new' } },
      plain('And?'),
      plain('No.'),
    ]);
  });

  it("tells the provider's own tools from parts that nobody knows", () => {
    const value = { type: 'server_tool_use', name: 'web_search' };
    expect(itemsOf({ type: 'unknown', value, hosted: 'web_search' })).toEqual([
      { kind: 'hosted', name: 'web_search', value },
    ]);
  });

  it('joins a text that is cut where its citations change', () => {
    const cited = (title: string) => ({ uri: null, title, quoted: null, start: null, end: null });
    const [a, b] = [cited('a'), cited('b')];
    expect(
      itemsOf(
        text('It is '),
        { ...text('so'), citations: [a] },
        { ...text('.'), citations: [b] },
        { type: 'reasoning', content: 'Hm', signature: null },
        text('one'),
        text('two'),
      ),
    ).toEqual([
      { kind: 'text', text: 'It is so.', citations: [a, b] },
      { kind: 'reasoning', text: 'Hm', encrypted: 0 },
      plain('one'),
      plain('two'),
    ]);
  });

  it('says that reasoning is encrypted, and nothing of a seal alone', () => {
    const thought = { type: 'reasoning', signature: 'sealed' } as const;
    expect(
      itemsOf(
        { ...thought, content: '', encrypted: 'abcd' },
        { ...thought, content: 'a summary', encrypted: 'ab' },
        { ...thought, content: '' },
      ),
    ).toEqual([
      { kind: 'reasoning', text: '', encrypted: 4 },
      { kind: 'reasoning', text: 'a summary', encrypted: 2 },
    ]);
  });

  it('has the results of tools with their calls, and leaves no message of them behind', () => {
    const call = (id: string | null) =>
      ({ type: 'tool_call', kind: 'function', id, name: 'find', arguments: '{}' }) as const;
    const result = (id: string | null, said: string, failed = false) => ({
      type: 'tool_result' as const,
      id,
      content: [text(said)],
      failed,
    });
    const messages = [
      message('assistant', call('c1'), text('and'), call('c2'), call(null)),
      message('user', result('c1', 'here'), result('c2', 'not here', true)),
      message('user', result('c3', 'of nobody'), text('go on')),
      message('tool', result(null, 'of no id')),
      message('user', result('c1', 'again'), text('with more')),
    ];
    const shown = shownOf({ messages })?.messages;
    expect(shown?.map(({ role, items }) => [role, items.length])).toEqual([
      ['assistant', 4],
      ['user', 2],
      ['tool', 1],
      ['user', 1],
    ]);
    const calls = shown?.[0]?.items.flatMap((item) => (item.kind === 'call' ? [item.call] : []));
    expect(calls?.map(({ result: found, failed }) => [found, failed])).toEqual([
      [[plain('again')], false],
      [[plain('not here')], true],
      [null, false],
    ]);
  });

  it('says how an answer ended, which tools were offered and what form was asked for', () => {
    const answer = {
      ...message('assistant', text('so')),
      stop_reason: 'stop_sequence',
      stop_sequence: 'END',
    };
    const tool = { kind: 'hosted', name: 'web_search', description: null, parameters: {} } as const;
    const shown = shownOf({ answers: [answer], tools: [tool], output_schema: { type: 'object' } });
    expect(shown).toMatchObject({
      answers: [{ finishReason: 'stop_sequence', stopSequence: 'END' }],
      tools: [tool],
      outputSchema: { type: 'object' },
    });
  });

  it('is none where the server made none', () => {
    expect(conversationOf({ conversation: null })).toBeNull();
  });
});
