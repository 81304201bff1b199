import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { TagKey } from '../../../lib/digest.ts';
import {
  memberText,
  objectText,
  space,
  stringText,
  valueText,
} from '../../../lib/testing/json-text.ts';
import { applyEdits } from '../../edits.ts';
import { WrappedIds } from '../../wrapped-ids.ts';
import { openaiResponses } from '../protocol.ts';
import { CALL, MESSAGE, OUTPUT, REASONING, response } from '../testing/wire.ts';
import { answerIdEdits, eventIdEdits } from './answer-ids.ts';
import { requestReferences } from './request-ids.ts';

const key = new TagKey(Buffer.alloc(32, 1));
const named = (name: string) => ({ name, key });
const ids = new WrappedIds('project', named);
const ORIGIN = 'openai1';
const prefixOf = (id: string) => ids.prefix(id, named(ORIGIN));
const wrap = (id: string) => prefixOf(id) + id;
const parse = (body: Buffer | string) =>
  openaiResponses.parse(Buffer.from(body), { operation: 'chat', model: null, form: null }).document;
const answer = (value: unknown) => {
  const body = Buffer.from(JSON.stringify(value));
  return JSON.parse(applyEdits(body, answerIdEdits(body, prefixOf)).toString());
};

describe('a conversation that a provider keeps', () => {
  it('is wrapped in answers and events, and unwrapped in both forms of a request', () => {
    expect(answer({ conversation: { id: 'conv_1', x: 'conv_1' } })).toEqual({
      conversation: { id: wrap('conv_1'), x: 'conv_1' },
    });
    const event = Buffer.from('{"response":{"conversation":{"id":"conv_1"}}}');
    expect(applyEdits(event, eventIdEdits(event, 0, prefixOf)).toString()).toBe(
      `{"response":{"conversation":{"id":"${wrap('conv_1')}"}}}`,
    );
    for (const form of [(id: string) => id, (id: string) => ({ id })]) {
      const document = parse(JSON.stringify({ model: 'm', conversation: form(wrap('conv_1')) }));
      const { origins, edits } = requestReferences(document, ids);
      expect([...origins]).toEqual([[ORIGIN, 'conversation']]);
      expect(JSON.parse(applyEdits(document.bytes, edits).toString())).toEqual({
        model: 'm',
        conversation: form('conv_1'),
      });
      const plain = parse(JSON.stringify({ model: 'm', conversation: form('conv_1') }));
      expect(requestReferences(plain, ids).edits).toEqual([]);
    }
  });
});

describe('the ids of an answer', () => {
  it('are wrapped, and nothing else is touched', () => {
    const citation = { type: 'file_citation', file_id: 'file-1', filename: 'a', index: 1 };
    const cited = {
      ...MESSAGE,
      content: [{ type: 'output_text', text: 'msg_1', annotations: [citation], logprobs: [] }],
    };
    const search = {
      type: 'file_search_call',
      id: 'fs_1',
      queries: ['id'],
      results: [{ file_id: 'file-1', text: 'resp_1', attributes: { id: 'mine' } }],
    };
    const approval = { type: 'mcp_call', id: 'mcp_1', approval_request_id: 'mcpr_1', name: 'id' };
    const before = response({
      previous_response_id: 'resp_0',
      metadata: { id: 'mine' },
      tools: [{ type: 'function', name: 'f', parameters: { id: 'x' } }],
      output: [
        REASONING,
        cited,
        CALL,
        search,
        approval,
        { type: 'mcp_list_tools', tools: [{ id: 'x' }] },
      ],
    });
    expect(answer(before)).toEqual({
      ...before,
      id: wrap(String(before['id'])),
      previous_response_id: wrap('resp_0'),
      output: [
        {
          ...REASONING,
          id: wrap(REASONING.id),
          encrypted_content: wrap(REASONING.encrypted_content),
        },
        {
          ...cited,
          id: wrap(MESSAGE.id),
          content: [
            { ...cited.content[0], annotations: [{ ...citation, file_id: wrap('file-1') }] },
          ],
        },
        { ...CALL, id: wrap(CALL.id) },
        {
          ...search,
          id: wrap('fs_1'),
          results: [{ ...search.results[0], file_id: wrap('file-1') }],
        },
        { ...approval, id: wrap('mcp_1'), approval_request_id: wrap('mcpr_1') },
        { type: 'mcp_list_tools', tools: [{ id: 'x' }] },
      ],
    });
  });

  it('are wrapped in a page of items, and in what says that a response was deleted', () => {
    const page = {
      object: 'list',
      data: [
        { id: 'msg_1', type: 'message', content: [{ type: 'input_image', file_id: 'file-1' }] },
      ],
      first_id: 'msg_1',
      last_id: 'msg_1',
      has_more: false,
    };
    expect(answer(page)).toEqual({
      ...page,
      data: [
        {
          ...page.data[0],
          id: wrap('msg_1'),
          content: [{ type: 'input_image', file_id: wrap('file-1') }],
        },
      ],
      first_id: wrap('msg_1'),
      last_id: wrap('msg_1'),
    });
    const deleted = { id: 'resp_1', object: 'response.deleted', deleted: true };
    expect(answer(deleted)).toEqual({ ...deleted, id: wrap('resp_1') });
  });

  it('are wrapped in events', () => {
    for (const [before, after] of [
      [
        { type: 'response.output_text.delta', item_id: 'msg_1', delta: 'msg_1' },
        { type: 'response.output_text.delta', item_id: wrap('msg_1'), delta: 'msg_1' },
      ],
      [
        { item: { id: 'msg_1', call_id: 'call_1' }, response: { id: 'resp_1', output: [] } },
        {
          item: { id: wrap('msg_1'), call_id: 'call_1' },
          response: { id: wrap('resp_1'), output: [] },
        },
      ],
    ]) {
      const data = Buffer.from(`: ${JSON.stringify(before)}`);
      const edits = eventIdEdits(data, 2, prefixOf);
      expect(JSON.parse(applyEdits(data, edits).subarray(2).toString())).toEqual(after);
    }
  });

  it('are not looked for in what is no answer, and nothing is thrown', () => {
    for (const text of [
      '',
      '<html>',
      '{"id":"resp_1"',
      '[1]',
      `{"output":${'['.repeat(100_000)}`,
    ]) {
      const body = Buffer.from(text);
      expect(applyEdits(body, answerIdEdits(body, prefixOf))).toBe(body);
    }
    const deep = Buffer.from(`{"output":${'['.repeat(100_000)}${']'.repeat(100_000)}}`);
    expect(answerIdEdits(deep, prefixOf)).toEqual([]);
  });
});

describe('the ids of a request', () => {
  it('are what the provider knows them by, after an answer was handed back', () => {
    const output = answer(response())['output'];
    const request = {
      model: 'm',
      previous_response_id: wrap('resp_1'),
      input: [
        ...output,
        { type: 'item_reference', id: wrap('msg_2') },
        { type: 'mcp_approval_response', approval_request_id: wrap('mcpr_1'), approve: true },
        {
          role: 'user',
          content: [
            { type: 'input_text', text: wrap('msg_3') },
            { type: 'input_file', file_id: wrap('file-1') },
          ],
        },
        {
          type: 'function_call_output',
          call_id: 'a',
          output: [{ type: 'input_image', file_id: wrap('file-2') }],
        },
      ],
      tools: [
        { type: 'code_interpreter', container: { type: 'auto', file_ids: [wrap('file-1')] } },
        { type: 'file_search', vector_store_ids: [wrap('vs_1'), 'vs_2'] },
      ],
    };
    const document = parse(JSON.stringify(request));
    const { origins, edits } = requestReferences(document, ids);
    expect([...origins]).toEqual([[ORIGIN, 'previous_response_id']]);
    expect(JSON.parse(applyEdits(document.bytes, edits).toString())).toEqual({
      ...request,
      previous_response_id: 'resp_1',
      input: [
        ...OUTPUT,
        { type: 'item_reference', id: 'msg_2' },
        { type: 'mcp_approval_response', approval_request_id: 'mcpr_1', approve: true },
        {
          role: 'user',
          content: [
            { type: 'input_text', text: wrap('msg_3') },
            { type: 'input_file', file_id: 'file-1' },
          ],
        },
        { ...request.input.at(-1), output: [{ type: 'input_image', file_id: 'file-2' }] },
      ],
      tools: [
        { type: 'code_interpreter', container: { type: 'auto', file_ids: ['file-1'] } },
        { type: 'file_search', vector_store_ids: ['vs_1', 'vs_2'] },
      ],
    });
  });

  it('are left as they are where nobody wrapped them', () => {
    const body = `{"model":"m","previous_response_id":"resp_1","input":[{"id":"msg_1"}]}`;
    const none = { origins: new Map(), edits: [], unknownIn: null };
    expect(requestReferences(parse(body), ids)).toEqual(none);
    const forged = ids.prefix('resp_1', named('elsewhere')).replace('elsewhere', 'here');
    const other = parse(`{"model":"m","previous_response_id":"${forged}resp_1"}`);
    expect(requestReferences(other, ids)).toEqual({ ...none, unknownIn: 'previous_response_id' });
  });

  it('tell of several origins', () => {
    const other = `${ids.prefix('rs_1', named('openai2'))}rs_1`;
    const body = { model: 'm', previous_response_id: wrap('resp_1'), input: [{ id: other }] };
    const { origins } = requestReferences(parse(JSON.stringify(body)), ids);
    expect([...origins]).toEqual([
      [ORIGIN, 'previous_response_id'],
      ['openai2', 'input'],
    ]);
  });

  it('change no other byte, in whatever spelling they come', () => {
    const others = fc.array(
      memberText(
        stringText.filter(
          (name) => !/^(model|previous_response_id|input|tools)$/i.test(JSON.parse(name)),
        ),
        valueText,
      ),
      { maxLength: 3 },
    );
    const spelled = fc.constantFrom(
      (text: string) => JSON.stringify(text),
      (text: string) => JSON.stringify(text).replaceAll('_', '\\u005f').replaceAll('=', '\\u003d'),
      (text: string) => JSON.stringify(text).replaceAll('/', '\\/'),
    );
    fc.assert(
      fc.property(
        others,
        space,
        spelled,
        fc.base64String({ minLength: 4 }),
        (members, pad, spell, sealed) => {
          const write = (id: string, content: string) =>
            objectText(
              [
                ...members,
                ...Object.entries({
                  model: '"m"',
                  previous_response_id: id,
                  input: `[{"type":"reasoning","encrypted_content":${content}}]`,
                }).map(([name, value]) => ({
                  name: `"${name}"`,
                  beforeColon: pad,
                  beforeValue: pad,
                  value,
                })),
              ],
              pad,
            );
          const { bytes } = parse(write(spell(wrap('resp_1')), spell(wrap(sealed))));
          const { edits } = requestReferences(parse(bytes), ids);
          expect(applyEdits(bytes, edits).toString()).toBe(
            write('"resp_1"', JSON.stringify(sealed)),
          );
        },
      ),
    );
  });
});
