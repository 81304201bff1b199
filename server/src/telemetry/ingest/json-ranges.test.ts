import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { elementsOf, findMember } from './json-ranges.ts';
import { joinBody, messageRanges, splitBody } from './split-body.ts';

const spaced = (value: unknown): string =>
  JSON.stringify(value, null, '\t').replaceAll('\n', ' \r\n');

describe('ranges in JSON', () => {
  it('are those of the elements, however the text is spaced and escaped', () => {
    fc.assert(
      fc.property(
        fc.array(fc.jsonValue()),
        fc.jsonValue(),
        fc.jsonValue(),
        (messages, before, after) => {
          const body = Buffer.from(
            spaced({ '"messages': before, x: { messages: after }, messages, after }),
          );
          const found = findMember(body, 'messages');
          expect(found).not.toBeNull();
          const parts = elementsOf(body, found!).map((r) =>
            JSON.parse(body.toString('utf8', r.start, r.end)),
          );
          expect(parts).toEqual(JSON.parse(JSON.stringify(messages)));
        },
      ),
    );
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
      '1e9',
    );
    const any = fc.oneof(
      fc.uint8Array().map((bytes) => Buffer.from(bytes)),
      fc.array(nearly).map((parts) => Buffer.from(`{"messages":[${parts.join('')}`)),
    );
    fc.assert(
      fc.property(any, (body) => {
        const ranges = messageRanges(body);
        const messages = ranges.map(({ start, end }) => body.subarray(start, end));
        expect(joinBody(splitBody(body, ranges), messages)).toEqual(body);
      }),
    );
  });
});
