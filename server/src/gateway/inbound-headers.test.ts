import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { openaiChat } from '../protocols/index.ts';
import { headersToClient, headersToProvider } from './headers.ts';
import { readAttributes } from './request-attributes.ts';
import { readTraceContext } from './traceparent.ts';

const ID = '01900000-0000-7000-8000-00000000abcd';

describe('traceparent', () => {
  const trace = '4bf92f3577b34da6a3ce929d0e0e4736';
  const span = '00f067aa0ba902b7';

  it('is continued', () => {
    const expected = { traceId: trace, parentSpanId: span };
    expect(readTraceContext(`00-${trace}-${span}-01`, ID)).toEqual(expected);
    // A later version may say more.
    expect(readTraceContext(`cc-${trace}-${span}-01-what-the-future`, ID)).toEqual(expected);
  });

  it.each([
    undefined,
    '',
    `00-${trace}-${span}`,
    `00-${trace}-${span}-01-more`,
    `ff-${trace}-${span}-01`,
    `00-${'0'.repeat(32)}-${span}-01`,
    `00-${trace}-${'0'.repeat(16)}-01`,
    `00-${trace.toUpperCase()}-${span}-01`,
  ])('begins a new trace for %s', (header) => {
    expect(readTraceContext(header, ID)).toEqual({
      traceId: ID.replaceAll('-', ''),
      parentSpanId: null,
    });
  });
});

describe('attributes', () => {
  it('are read as UTF-8', () => {
    const latin1 = (text: string) => Buffer.from(text).toString('latin1');
    expect(
      readAttributes(
        {
          'x-signalbox-user': latin1('Zoë'),
          'x-signalbox-tags': latin1(' a,é, ,a'),
          'x-signalbox-metadata': latin1('{"ключ":"值"}'),
        },
        'full',
      ),
    ).toEqual({
      user: 'Zoë',
      session: null,
      tags: ['a', 'é'],
      metadata: { ключ: '值' },
      capture: 'full',
    });
  });

  it('keep metadata that is no text as its JSON', () => {
    const header = '{"order":4711,"vip":true,"note":null,"route":{"from":"a"},"text":"t"}';
    expect(readAttributes({ 'x-signalbox-metadata': header }, 'full').metadata).toEqual({
      order: '4711',
      vip: 'true',
      note: 'null',
      route: '{"from":"a"}',
      text: 't',
    });
  });

  it.each([
    { 'x-signalbox-tags': Array.from({ length: 33 }, (_, n) => n).join(',') },
    { 'x-signalbox-tags': 'x'.repeat(129) },
    { 'x-signalbox-metadata': '[]' },
    { 'x-signalbox-metadata': '{"__proto__":"x"}' },
    { 'x-signalbox-metadata': '{"":"x"}' },
    { 'x-signalbox-metadata': JSON.stringify({ long: Array(600).fill(0) }) },
    { 'x-signalbox-session': 's'.repeat(257) },
  ])('are refused where they are too much or no attributes: %j', (headers) => {
    expect(() => readAttributes(headers as never, 'full')).toThrow(/x-signalbox-/);
  });
});

describe('forwarded headers', () => {
  it('are those of the lists, whatever is sent', () => {
    const headers = fc.dictionary(fc.stringMatching(/^[a-z-]{1,20}$/), fc.string());
    fc.assert(
      fc.property(headers, (given) => {
        const all = { ...given, cookie: 'a', authorization: 'b', accept: 'c', 'set-cookie': 'd' };
        const named = { ...all, 'openai-organization': 'o', 'openai-project': 'p' };
        const forwarded = (account: boolean) =>
          Object.keys(headersToProvider(named as never, openaiChat, account));
        expect(forwarded(false)).toEqual(['accept']);
        expect(forwarded(true)).toEqual(['accept', 'openai-organization', 'openai-project']);
        const back = headersToClient({ ...all, 'x-ratelimit-reset-tokens': '6m' }, openaiChat);
        expect(back).toContain('x-ratelimit-reset-tokens');
        expect(back).not.toContain('set-cookie');
        expect(back).not.toContain('authorization');
      }),
    );
  });
});
