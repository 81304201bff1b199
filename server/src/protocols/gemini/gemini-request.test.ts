import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import {
  memberText,
  objectText,
  space,
  spell,
  stringText,
  valueText,
} from '../../lib/testing/json-text.ts';
import { applyEdits } from '../edits.ts';
import type { CallAddress } from '../protocol.ts';
import { RequestFault } from '../request-fault.ts';
import { GeminiRequest } from './gemini-request.ts';

const chat: CallAddress = { operation: 'chat', model: 'g', form: 'whole' };
const many: CallAddress = { operation: 'embeddings', model: 'e', form: 'whole', batch: true };
const parse = (body: unknown, address = chat): GeminiRequest =>
  new GeminiRequest(Buffer.from(typeof body === 'string' ? body : JSON.stringify(body)), address);

function faultOf(body: unknown, address = chat): RequestFault {
  try {
    parse(body, address);
  } catch (error) {
    if (error instanceof RequestFault) return error;
    throw error;
  }
  throw new Error('it was taken');
}

describe('a request', () => {
  it('has its model and how it is answered from its address', () => {
    const contents = [{ parts: [{ text: 'hi' }] }];
    const address: CallAddress = { operation: 'chat', model: 'openai/gpt', form: 'json_array' };
    expect(parse({ contents }, address)).toMatchObject({
      model: 'openai/gpt',
      stream: true,
      form: 'json_array',
      tellsUsage: true,
      maxTokens: null,
      choices: 1,
    });
    expect(parse({ contents }).stream).toBe(false);
  });

  it.each([
    [{ generationConfig: { maxOutputTokens: 7, candidateCount: 2 } }],
    [{ generation_config: { max_output_tokens: 7, candidate_count: 2 } }],
    [{ generationConfig: { max_output_tokens: '7', candidateCount: '2' } }],
  ])('says by either name of a member how much is asked for: %j', (body) => {
    expect(parse(body)).toMatchObject({ maxTokens: 7, choices: 2 });
  });

  it('says by its labels whose it is', () => {
    expect(parse({ labels: { team: 'a', odd: 1 } }).stated()).toEqual({
      user: null,
      metadata: { team: 'a' },
    });
    expect(parse({ labels: null }).stated()).toBeNull();
    expect(parse({}).stated()).toBeNull();
  });

  it.each([
    ['{"generationConfig":{},"generationConfig":{}}', 'generationConfig'],
    ['{"generationConfig":{},"generation_config":{}}', 'generationConfig'],
    ['{"generation\\u0043onfig":{},"generation_config":{}}', 'generationConfig'],
    [
      '{"generationConfig":{"maxOutputTokens":1,"max_output_tokens":2}}',
      'generationConfig.maxOutputTokens',
    ],
    ['{"model":"g","model":"g"}', 'model'],
    ['{"labels":{},"labels":{}}', 'labels'],
  ])('is refused where a member that is read stands there twice: %s', (body, param) => {
    expect(faultOf(body)).toMatchObject({ code: 'member_duplicated', param });
  });

  it.each([
    ['{"GenerationConfig":{}}', 'generationConfig'],
    ['{"generationconfig":{}}', 'generationConfig'],
    ['{"Generation_Config":{}}', 'generationConfig'],
    ['{"generationConfig":{"MaxOutputTokens":1}}', 'generationConfig.maxOutputTokens'],
    ['{"generationConfig":[]}', 'generationConfig'],
    ['{"model":"other"}', 'model'],
    ['{"model":7}', 'model'],
    ['[]', null],
    ['{"contents":[}', null],
    ['', null],
  ])('is refused where servers might read it otherwise: %s', (body, param) => {
    expect(faultOf(body)).toMatchObject({ code: 'request_invalid', param });
  });

  it('is refused without a model in its address', () => {
    expect(faultOf({}, { operation: 'chat', model: '', form: 'whole' })).toMatchObject({
      param: 'model',
    });
  });
});

describe('the model of a request', () => {
  const edited = (body: string, address: CallAddress, model: string): string => {
    const request = parse(body, address);
    const edits = request.editsFor({ model, askForUsage: true });
    return applyEdits(request.document.bytes, edits).toString();
  };

  it('is written wherever the body repeats it', () => {
    const body =
      '{"requests":[{"model":"models/e","content":{}}, {"model" : "e"},{"content":{"model":"e"}}]}';
    expect(edited(body, many, 'text-embedding')).toBe(
      '{"requests":[{"model":"models/text-embedding","content":{}}, {"model" : "models/text-embedding"},{"content":{"model":"e"}}]}',
    );
    const count: CallAddress = { operation: 'count_tokens', model: 'g', form: 'whole' };
    expect(edited('{"generateContentRequest":{"model":"models/g"}}', count, 'tunedModels/t')).toBe(
      '{"generateContentRequest":{"model":"tunedModels/t"}}',
    );
  });

  it('has to be that of the address, in every place', () => {
    const body = { requests: [{ model: 'models/e' }, { model: 'models/f' }] };
    expect(faultOf(body, many)).toMatchObject({ param: 'requests.1.model' });
    expect(faultOf('{"requests":[{"model":"e","model":"e"}]}', many)).toMatchObject({
      code: 'member_duplicated',
      param: 'requests.0.model',
    });
    expect(faultOf('{"requests":{}}', many)).toMatchObject({ param: 'requests' });
  });

  it('leaves every other byte as it is, whatever a client writes', () => {
    const READ = ['model', 'generationconfig', 'generation_config', 'labels'];
    const other = memberText(
      stringText.filter((name) => {
        const folded = (JSON.parse(name) as string).toLowerCase().replaceAll('ſ', 's');
        return !READ.includes(folded);
      }),
      valueText,
    );
    const property = fc.property(
      fc.array(other, { maxLength: 4 }),
      fc.nat({ max: 4 }),
      spell('model'),
      spell('models/g'),
      space,
      fc.string({ minLength: 1 }),
      (members, at, name, value, padding, model) => {
        const written = (text: string): string =>
          objectText(
            members.toSpliced(at, 0, { name, beforeColon: padding, beforeValue: '', value: text }),
            padding,
          );
        const full = /^(?:models|tunedModels)\//.test(model) ? model : `models/${model}`;
        const expected = full === 'models/g' ? written(value) : written(JSON.stringify(full));
        expect(edited(written(value), chat, model)).toBe(expected);
        expect(edited(written(value), chat, 'models/g')).toBe(written(value));
      },
    );
    fc.assert(property, { numRuns: 300 });
  });
});
