import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { joinBody, repeatedRanges, splitBody } from './split-body.ts';

const long = 'long '.repeat(60);
const textsOf = (body: Buffer, ranges: readonly { start: number; end: number }[]) =>
  ranges.map(({ start, end }) => JSON.parse(body.toString('utf8', start, end)));

describe('what requests repeat', () => {
  it('is each turn, and of the rest what is long, in the order of the body', () => {
    const body = Buffer.from(
      JSON.stringify({
        tools: [{ name: 'short' }, { name: 'long', description: long }],
        turns: [{ role: 'user' }, 'hi'],
        model: long,
        system: long,
        more: 'short',
      }),
    );
    const { all, turns } = repeatedRanges(body, ['turns', 'system', 'tools', 'more']);
    expect(textsOf(body, turns)).toEqual([{ role: 'user' }, 'hi']);
    expect(textsOf(body, all)).toEqual([
      { name: 'long', description: long },
      { role: 'user' },
      'hi',
      long,
    ]);
  });

  it('is all of a conversation that is no list', () => {
    const body = Buffer.from('{"turns":"hi"}');
    expect(textsOf(body, repeatedRanges(body, ['turns']).turns)).toEqual(['hi']);
  });

  it('of any bytes at all split a body so that it can be joined again', () => {
    const nearly = fc.constantFrom(
      '{"messages":[',
      '{"role":"user"}',
      ',',
      ']',
      '}',
      '"',
      '\\"',
      ' ',
      '[',
      '{',
      'é',
      '],"system":',
      '"tools":[',
      '"x":'.padEnd(300),
      '1e9',
    );
    const any = fc.oneof(
      fc.uint8Array().map((bytes) => Buffer.from(bytes)),
      fc.array(nearly).map((parts) => Buffer.from(`{"messages":[${parts.join('')}`)),
    );
    fc.assert(
      fc.property(any, (body) => {
        const ranges = repeatedRanges(body, ['messages', 'tools', 'system']).all;
        const messages = ranges.map(({ start, end }) => body.subarray(start, end));
        expect(joinBody(splitBody(body, ranges), messages)).toEqual(body);
      }),
    );
  });
});
