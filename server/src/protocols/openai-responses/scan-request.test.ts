import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import {
  type MemberText,
  memberText,
  objectText,
  parseExactly,
  space,
  spell,
  stringText,
  valueText,
} from '../../lib/testing/json-text.ts';
import { applyEdits } from '../edits.ts';
import { RequestFault } from '../request-fault.ts';
import { openaiResponses } from './protocol.ts';

const READ = [
  'model',
  'stream',
  'max_output_tokens',
  'background',
  'store',
  'previous_response_id',
  'conversation',
];
const parse = (body: string | Buffer) =>
  openaiResponses.parse(Buffer.from(body), { operation: 'chat', model: null, form: null });

/** A name that the gateway does not read, plain or escaped. */
const otherName = stringText.filter(
  (name) => !READ.includes((JSON.parse(name) as string).toLowerCase().replaceAll('ſ', 's')),
);
const others = fc.array(memberText(otherName, valueText), { maxLength: 4 });
const modelName = fc.string({ unit: 'binary', minLength: 1, maxLength: 40 });
const request = fc
  .record({
    others,
    behind: others,
    padding: space,
    model: modelName,
    upstreamModel: modelName,
    stream: fc.constantFrom('true', 'false', 'null'),
    previous: fc.constantFrom('null', '"resp_1"'),
    names: fc.record({
      model: spell('model'),
      stream: spell('stream'),
      previous: spell('previous_response_id'),
    }),
  })
  .chain((made) => spell(made.model).map((modelText) => ({ ...made, modelText })));
type Made = typeof request extends fc.Arbitrary<infer T> ? T : never;

function write(made: Made, modelText: string): string {
  const { names, padding } = made;
  const member = (name: string, value: string): MemberText => ({
    name,
    beforeColon: ' ',
    beforeValue: '',
    value,
  });
  const members = [
    ...made.others,
    member(names.stream, made.stream),
    member(names.previous, made.previous),
    member(names.model, modelText),
    ...made.behind,
  ];
  return padding + objectText(members, padding) + padding;
}

describe('a request', () => {
  it('is sent as the client sent it but for the name of the model, byte for byte', () => {
    fc.assert(
      fc.property(request, (made) => {
        const parsed = parse(write(made, made.modelText));
        expect(parsed.model).toBe(made.model);
        expect(parsed.stream).toBe(made.stream === 'true');
        const change = { model: made.upstreamModel, askForUsage: true };
        const sent = applyEdits(parsed.document.bytes, parsed.editsFor(change));
        const renamed =
          made.upstreamModel === made.model ? made.modelText : JSON.stringify(made.upstreamModel);
        expect(sent.toString()).toBe(write(made, renamed));
        const previous = parsed.document.member('previous_response_id');
        expect(parsed.document.bytes.toString('utf8', previous!.start, previous!.end)).toBe(
          made.previous,
        );
        const before = parseExactly(write(made, made.modelText)) as object;
        expect(parseExactly(sent.toString())).toEqual({ ...before, model: made.upstreamModel });
      }),
      { numRuns: 300 },
    );
  });

  it('is refused where it has a member that is read twice, in any spelling', () => {
    const values: Record<string, string> = { max_output_tokens: '5' };
    const twice = fc
      .tuple(fc.constantFrom(...READ), others, fc.boolean())
      .chain(([name, between, upper]) =>
        fc.tuple(
          fc.constant(name),
          fc.constant(between),
          spell(name),
          spell(upper ? name.toUpperCase() : name),
        ),
      );
    fc.assert(
      fc.property(twice, ([name, between, one, other]) => {
        const value = name === 'model' ? '"m"' : (values[name] ?? 'null');
        const middle = between.map((member) => `${member.name}:${member.value},`).join('');
        const model = name === 'model' ? '' : '"model":"m",';
        const error = refusal(`{${model}${one}:${value},${middle}${other}:${value}}`);
        expect(error.code).toBe('member_duplicated');
        expect(error.message).toContain(`"${name}"`);
      }),
    );
  });

  it.each([
    ['{"Model":"m"}', 'only in case'],
    ['{"model":"m","\\u017ftore":true}', 'only in case'],
    ['{"model":"m","stream":1}', 'neither true nor false'],
    ['{"model":"m","background":"yes"}', '"background" is neither true nor false'],
    ['{"model":"m","store":0}', '"store" is neither true nor false'],
    ['{"model":"m","previous_response_id":1}', 'not the id of a response'],
    ['{"model":"m","conversation":["conv_1"]}', 'not the id of a conversation'],
    ['{"input":"hi"}', 'names no model'],
    ['{"model":""}', "not a model's name"],
    ['["model"]', 'not a JSON object'],
    ['{"model":"m"}}', 'at byte 13'],
    ['', 'not a JSON object'],
  ])('is refused where servers could read it otherwise: %s', (body, says) => {
    const error = refusal(body);
    expect(error.code).toBe('request_invalid');
    expect(error.message).toContain(says);
  });

  it('may have members twice that are not read, also below the top', () => {
    const body = '{"model":"m","x":1,"x":2,"input":[{"model":"a","model":"b","stream":1}]}';
    expect(parse(body)).toMatchObject({ model: 'm', stream: false, operation: 'chat' });
  });

  it('says how long its answer may be, and that a stream tells the usage', () => {
    const read = (rest: string) => parse(`{"model":"m"${rest}}`);
    expect(read(',"max_output_tokens":5')).toMatchObject({ maxTokens: 5, choices: 1 });
    expect(read(',"max_output_tokens":null').maxTokens).toBeNull();
    expect(read('')).toMatchObject({ maxTokens: null, tellsUsage: true });
  });

  it('says whose it is as in chat completions', () => {
    const { user, metadata } = parse(
      '{"model":"m","safety_identifier":"s","user":"u","metadata":{"team":"a"},"prompt_cache_key":"k"}',
    ).stated()!;
    expect({ user, metadata }).toEqual({
      user: 'u',
      metadata: { safety_identifier: 's', prompt_cache_key: 'k', team: 'a' },
    });
    expect(parse('{"model":"m"}').stated()).toBeNull();
  });
});

function refusal(body: string): RequestFault {
  try {
    parse(body);
  } catch (error) {
    if (error instanceof RequestFault) return error;
    throw error;
  }
  throw new Error(`accepted ${body}`);
}
