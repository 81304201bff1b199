import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import {
  type MemberText,
  memberText,
  objectText,
  space,
  spell,
  stringText,
  valueText,
} from '../../lib/testing/json-text.ts';
import { applyEdits } from '../edits.ts';
import { RequestFault } from '../request-fault.ts';
import { MessagesRequest } from './messages-request.ts';

const parse = (body: string | Buffer, operation: 'chat' | 'count_tokens' = 'chat') =>
  new MessagesRequest(Buffer.from(body), operation);

const INTERPRETED = ['model', 'stream', 'max_tokens'];
const otherName = stringText.filter(
  (name) => !INTERPRETED.includes((JSON.parse(name) as string).toLowerCase().replaceAll('ſ', 's')),
);
const others = fc.array(memberText(otherName, valueText), { maxLength: 4 });
const plain = (name: string, value: string): MemberText => ({
  name,
  beforeColon: '',
  beforeValue: '',
  value,
});

describe('a request for a message', () => {
  it('reaches a provider with its own name for the model, and else byte for byte', () => {
    const made = fc.record({
      before: others,
      behind: others,
      padding: space,
      name: spell('model'),
      model: fc.string({ unit: 'binary', minLength: 1, maxLength: 40 }),
      upstreamModel: fc.string({ unit: 'binary', minLength: 1, maxLength: 40 }),
      stream: fc.constantFrom('true', 'false', 'null'),
      maxTokens: fc.nat(),
    });
    fc.assert(
      fc.property(made, ({ before, behind, padding, name, model, upstreamModel, ...more }) => {
        const write = (named: string): string =>
          objectText(
            [
              ...before,
              plain('"stream"', more.stream),
              plain(name, JSON.stringify(named)),
              plain('"max_tokens"', String(more.maxTokens)),
              ...behind,
            ],
            padding,
          );
        const body = write(model);
        const request = parse(body);
        expect(request.model).toBe(model);
        expect(request.stream).toBe(more.stream === 'true');
        expect(request.maxTokens).toBe(more.maxTokens === 0 ? null : more.maxTokens);
        expect(request.tellsUsage).toBe(true);
        const edits = request.editsFor({ model: upstreamModel, askForUsage: true });
        const sent = applyEdits(request.document.bytes, edits).toString();
        expect(sent).toBe(upstreamModel === model ? body : write(upstreamModel));
      }),
      { numRuns: 300 },
    );
  });

  it('is refused where a member that is interpreted stands there twice, in any spelling', () => {
    const twice = fc.constantFrom(...INTERPRETED).chain((name) =>
      fc.record({
        name: fc.constant(name),
        spelled: spell(name),
        between: others,
        value: fc.constantFrom('"m"', 'true', '7', 'null'),
      }),
    );
    fc.assert(
      fc.property(twice, ({ name, spelled, between, value }) => {
        const members = [
          plain('"model"', '"m"'),
          ...(name === 'model' ? [] : [plain(`"${name}"`, 'null')]),
          ...between,
          plain(spelled, value),
        ];
        const fault = faultOf(() => parse(objectText(members, '')));
        expect(fault).toMatchObject({ code: 'member_duplicated', param: name });
      }),
    );
  });

  it.each([
    ['[]', null],
    ['{"model":"m"', null],
    ['{"messages":[]}', 'model'],
    ['{"model":7}', 'model'],
    ['{"model":"m","stream":"yes"}', 'stream'],
    ['{"model":"m","Max_Tokens":7}', 'max_tokens'],
  ])('is refused by name: %s', (body, param) => {
    expect(faultOf(() => parse(body))).toMatchObject({ code: 'request_invalid', param });
  });

  it('for a count of tokens is never a stream and makes no answer', () => {
    const request = parse('{"model":"m","stream":true,"max_tokens":5}', 'count_tokens');
    expect(request).toMatchObject({ operation: 'count_tokens', stream: false, maxTokens: null });
  });
});

describe('whom a request names', () => {
  const stated = (metadata: unknown) => parse(JSON.stringify({ model: 'm', metadata })).stated();

  it.each(['13803d75-b4b5', 'user_d_account__session_s', '{"session_id":"s"}'])(
    'is as it was said: %s',
    (userId) => {
      expect(stated({ user_id: userId })).toEqual({ user: userId, metadata: {} });
    },
  );

  it.each([
    [undefined],
    [null],
    ['text'],
    [{}],
    [{ user_id: null }],
    [{ user_id: 7 }],
    [{ user_id: '' }],
    [{ user_id: 'u'.repeat(257) }],
  ])('nobody: %j', (metadata) => {
    expect(stated(metadata)).toBe(null);
  });
});

function faultOf(make: () => unknown): RequestFault {
  try {
    make();
  } catch (error) {
    if (error instanceof RequestFault) return error;
    throw error;
  }
  throw new Error('it was taken');
}
