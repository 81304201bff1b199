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
import { requestEdits } from './request-edits.ts';
import { type ScannedRequest, scanRequest } from './scan-request.ts';

const edited = (request: ScannedRequest, change: Parameters<typeof requestEdits>[1]): Buffer =>
  applyEdits(request.document.bytes, requestEdits(request, change));

const READ = ['model', 'stream', 'stream_options', 'max_tokens', 'max_completion_tokens', 'n'];

/** A name that the gateway does not read, plain or escaped. */
const otherName = stringText.filter(
  (name) => !READ.includes((JSON.parse(name) as string).toLowerCase().replaceAll('ſ', 's')),
);
const others = fc.array(memberText(otherName, valueText), { maxLength: 4 });
const modelName = fc.string({ unit: 'binary', minLength: 1, maxLength: 40 });

/** How a client may write `stream_options`, and what the provider must find there; null: the member itself is absent. */
const options = fc.oneof(
  fc.constant(null),
  fc.constant({ before: 'null', after: '{"include_usage":true}', asked: false }),
  fc.constant({ before: '{ }', after: '{"include_usage":true }', asked: false }),
  fc
    .tuple(fc.array(memberText(otherName, valueText), { minLength: 1, maxLength: 2 }), space)
    .map(([members, padding]) => {
      const before = objectText(members, padding);
      return { before, after: `{"include_usage":true,${before.slice(1)}`, asked: false };
    }),
  fc
    .tuple(others, fc.constantFrom('true', 'false', 'null'), space, spell('include_usage'))
    .map(([members, flag, padding, name]) => {
      const written = (value: string): string =>
        objectText([...members, { name, beforeColon: '', beforeValue: ' ', value }], padding);
      return { before: written(flag), after: written('true'), asked: flag === 'true' };
    }),
);

const request = fc.record({
  others,
  behind: others,
  padding: space,
  model: modelName,
  upstreamModel: modelName,
  stream: fc.constantFrom(null, 'true', 'false', 'null'),
  options,
  names: fc.record({
    model: spell('model'),
    stream: spell('stream'),
    options: spell('stream_options'),
  }),
  optionsFirst: fc.boolean(),
});

describe('requestEdits', () => {
  it('sends what the client sent but for the named changes, byte for byte', () => {
    const property = fc.property(
      request.chain((made) => spell(made.model).map((modelText) => ({ ...made, modelText }))),
      (made) => {
        const body = Buffer.from(write(made, made.modelText, null));
        const scanned = scanRequest(body, 'chat');
        expect(scanned.model).toBe(made.model);
        expect(scanned.stream).toBe(made.stream === 'true');
        expect(scanned.tellsUsage).toBe(made.options?.asked ?? false);

        const sent = edited(scanned, {
          model: made.upstreamModel,
          askForUsage: true,
        });
        const newModel =
          made.upstreamModel === made.model ? made.modelText : JSON.stringify(made.upstreamModel);
        const asks = made.stream === 'true' && !(made.options?.asked ?? false);
        expect(sent.toString()).toBe(write(made, newModel, asks ? 'after' : null));

        const unchanged = edited(scanned, { model: made.model, askForUsage: false });
        expect(unchanged).toBe(body);
      },
    );
    fc.assert(property, { numRuns: 500 });
  });

  it('means the same to an independent parser, numbers exact', () => {
    fc.assert(
      fc.property(request, (made) => {
        const body = Buffer.from(write(made, JSON.stringify(made.model), null));
        const change = { model: made.upstreamModel, askForUsage: true };
        const sent = edited(scanRequest(body, 'chat'), change);
        const before = parseExactly(body.toString()) as Record<string, unknown>;
        const after = parseExactly(sent.toString()) as Record<string, unknown>;
        const expected = { ...before, model: made.upstreamModel };
        if (made.stream === 'true') {
          const given = (before['stream_options'] ?? {}) as Record<string, unknown>;
          Object.assign(expected, { stream_options: { ...given, include_usage: true } });
        }
        expect(after).toEqual(expected);
      }),
    );
  });

  it('keeps bytes that are no UTF-8', () => {
    const body = Buffer.concat([
      Buffer.from('{"x":"'),
      Buffer.from([0xff, 0xed, 0xa0, 0x80]),
      Buffer.from('","model":"a/b"}'),
    ]);
    const sent = edited(scanRequest(body, 'chat'), {
      model: 'b',
      askForUsage: true,
    });
    expect(sent.toString('latin1')).toBe('{"x":"\xff\xed\xa0\x80","model":"b"}');
  });
});

describe('scanRequest', () => {
  it('refuses each member that it reads when it comes twice, in any spelling', () => {
    const values: Record<string, string> = { model: '"m"', stream: 'true', stream_options: '{}' };
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
        const value = values[name] ?? '1';
        const middle = between.map((member) => `${member.name}:${member.value},`).join('');
        const model = name === 'model' ? '' : '"model":"m",';
        const error = refusal(`{${model}${one}:${value},${middle}${other}:${value}}`);
        expect(error.code).toBe('member_duplicated');
        expect(error.message).toContain(`"${name}"`);
      }),
    );
  });

  it.each([
    [
      '{"model":"m","stream_options":{"include_usage":true,"include\\u005fusage":false}}',
      'member_duplicated',
      'stream_options.include_usage',
    ],
    ['{"Model":"m"}', 'request_invalid', 'only in case'],
    ['{"model":"m","\\u017ftream":true}', 'request_invalid', 'only in case'],
    ['{"model":"m","strea\\u006d":1}', 'request_invalid', 'neither true nor false'],
    ['{"model":"m","stream_options":[]}', 'request_invalid', 'is not an object'],
    ['{"model":"m","stream_options":{"include_usage":"yes"}}', 'request_invalid', 'include_usage'],
    ['{"messages":[]}', 'request_invalid', 'names no model'],
    ['{"model":null}', 'request_invalid', "not a model's name"],
    ['{"model":""}', 'request_invalid', "not a model's name"],
    ['{"model":"\\x"}', 'request_invalid', "not a model's name"],
    ['{"messages":[{"model":"m"}]}', 'request_invalid', 'names no model'],
    ['["model"]', 'request_invalid', 'not a JSON object'],
    ['{"model":"m"}}', 'request_invalid', 'at byte 13'],
    ['', 'request_invalid', 'not a JSON object'],
  ])('refuses %s', (body, code, says) => {
    const error = refusal(body);
    expect(error.code).toBe(code);
    expect(error.message).toContain(says);
  });

  it('lets members twice that it does not read, also below the top', () => {
    const body = '{"model":"m","x":1,"x":2,"messages":[{"model":"a","model":"b","stream":1}]}';
    expect(scanRequest(Buffer.from(body), 'chat').model).toBe('m');
  });

  it('reads the bounds of an answer', () => {
    const scan = (rest: string) => scanRequest(Buffer.from(`{"model":"m",${rest}}`), 'chat');
    expect(scan('"max_tokens":5')).toMatchObject({ maxTokens: 5, choices: 1 });
    expect(scan('"max_tokens":5,"max_completion_tokens":7,"n":3')).toMatchObject({
      maxTokens: 7,
      choices: 3,
    });
    expect(scan('"max_tokens":null,"n":null')).toMatchObject({ maxTokens: null, choices: 1 });
    expect(scan('"max_tokens":1e999,"n":-1')).toMatchObject({ maxTokens: null, choices: 1 });
  });

  it('takes an embeddings body for what it is', () => {
    const body = Buffer.from('{"model":"m","stream":"x","input":[1,2]}');
    expect(scanRequest(body, 'embeddings')).toMatchObject({ model: 'm', stream: false });
  });
});

type Made = typeof request extends fc.Arbitrary<infer T> ? T : never;

/** The body as the generator means it; with `usage`, as the provider must get it. */
function write(made: Made, modelText: string, usage: 'after' | null): string {
  const plain = { beforeColon: ' ', beforeValue: '' };
  const model: MemberText = { name: made.names.model, ...plain, value: modelText };
  const streamOptions: MemberText[] =
    made.options === null
      ? []
      : [
          {
            name: made.names.options,
            ...plain,
            value: usage === null ? made.options.before : made.options.after,
          },
        ];
  const injected =
    usage !== null && made.options === null ? ',"stream_options":{"include_usage":true}' : '';
  const stream: MemberText[] =
    made.stream === null
      ? []
      : [{ name: made.names.stream, ...plain, value: made.stream + injected }];
  const read = made.optionsFirst
    ? [...streamOptions, model, ...made.others, ...stream]
    : [...stream, ...made.others, ...streamOptions, model];
  return made.padding + objectText([...made.behind, ...read], made.padding) + made.padding;
}

function refusal(body: string): RequestFault {
  try {
    scanRequest(Buffer.from(body), 'chat');
  } catch (error) {
    if (error instanceof RequestFault) return error;
    throw error;
  }
  throw new Error(`accepted ${body}`);
}
