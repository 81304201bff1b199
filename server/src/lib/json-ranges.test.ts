import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { elementsOf, findMember, findMembers } from './json-ranges.ts';

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

  it('of several members are found in one pass, in the order of their names, and the first of equal ones', () => {
    const body = Buffer.from('\ufeff{"b":[1],"a":{"c":3},"b":2,"d":"x"');
    const found = findMembers(body, ['a', 'b', 'c', 'd']).map(
      (range) => range && body.toString('utf8', range.start, range.end),
    );
    expect(found).toEqual(['{"c":3}', '[1]', undefined, '"x"']);
    expect(findMembers(body, [])).toEqual([]);
  });
});
