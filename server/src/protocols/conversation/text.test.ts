import { describe, expect, it } from 'vitest';
import type { Part } from './conversation.ts';
import { answerText, messageText, wholeAnswerText } from './text.ts';

const text = (content: string): Part => ({ type: 'text', content });
const thought: Part = { type: 'reasoning', content: 'hm', signature: null };
const call: Part = { type: 'tool_call', kind: 'function', id: 'a', name: 'f', arguments: '{}' };

describe('what a person reads', () => {
  it('of an answer is one text, where it was cut at its citations', () => {
    expect(answerText([text('It is '), text('so'), text('.')])).toBe('It is so.');
    expect(answerText([thought, text('First. '), text('Then:'), call, text('Done.')])).toBe(
      'First. Then:\nDone.\nf({})',
    );
  });

  it('of an answer that says nothing is what was thought', () => {
    expect(answerText([thought, text(' ')])).toBe('hm');
    expect(wholeAnswerText([thought, text('so')])).toBe('hm\n\nso');
  });

  it('of a message is its texts, line by line', () => {
    const result: Part = {
      type: 'tool_result',
      id: 'a',
      content: [{ type: 'text', content: 'b' }],
    };
    expect(messageText([text('a'), result, call])).toBe('a\nb');
  });
});
