import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import {
  memberText,
  objectText,
  space,
  spell,
  stringText,
  valueText,
} from '../lib/testing/json-text.ts';
import { applyEdits, openaiChat } from './index.ts';
import type { RequestDocument } from './request-document.ts';
import { RequestFault } from './request-fault.ts';

const documentOf = (body: string | Buffer): RequestDocument =>
  openaiChat.parse(Buffer.from(body as string), { operation: 'chat', model: null, form: null })
    .document;
const textOf = (document: RequestDocument, name: string): string | null => {
  const range = document.member(name);
  return range === null ? null : document.bytes.toString('utf8', range.start, range.end);
};

describe('the document of a request', () => {
  it('knows where each of its members stands, however it is spelled', () => {
    const name = stringText.filter(
      (text) => !['model', 'messages'].includes((JSON.parse(text) as string).toLowerCase()),
    );
    const others = fc.array(memberText(name, valueText), { maxLength: 90 });
    const property = fc.property(
      others,
      others,
      space,
      spell('messages'),
      valueText,
      (before, behind, padding, spelled, value) => {
        const messages = { name: spelled, beforeColon: '', beforeValue: ' ', value };
        const model = { name: '"model"', beforeColon: '', beforeValue: '', value: '"m"' };
        let document: RequestDocument;
        const body = objectText([...before, messages, model, ...behind], padding);
        try {
          document = documentOf(body);
        } catch (error) {
          // One of the others is a member that chat interprets.
          if (error instanceof RequestFault) return;
          throw error;
        }
        expect(textOf(document, 'messages')).toBe(value);
        expect(textOf(document, 'model')).toBe('"m"');
        expect(document.member('no such member')).toBeNull();
      },
    );
    fc.assert(property);
  });

  it.each([
    ['"messages":[],"messages":[1]', 'member_duplicated'],
    ['"messages":[],"m\\u0065ssages":[1]', 'member_duplicated'],
    ['"messages":[],"Messages":[1]', 'member_duplicated'],
    ['"MESSAGES":[]', 'request_invalid'],
    ['"meſſages":[]', 'request_invalid'],
  ])('answers for no member that a provider may read elsewhere: %s', (members, code) => {
    const document = documentOf(`{"model":"m",${members}}`);
    expect(() => document.member('messages')).toThrow(expect.objectContaining({ code }));
  });

  it('gives a member a value in its place, or puts it before all others', () => {
    const document = documentOf('\uFEFF { "model" : "m", "messages": [1, 2] , "x":{"messages":3}}');
    const edits = [
      document.set('messages', '[]'),
      document.set('max_tokens', '5'),
      document.set('model', '"n"'),
      document.set('a"b', 'null'),
    ];
    expect(applyEdits(document.bytes, edits).toString()).toBe(
      '\uFEFF {"max_tokens":5,"a\\"b":null, "model" : "n", "messages": [] , "x":{"messages":3}}',
    );
  });

  it('knows all members of a body that has more than any client sends', () => {
    const many = Array.from({ length: 3_000 }, (_, i) => `"member-${i}":${i}`).join(',');
    const document = documentOf(`{${many},"model":"m"}`);
    expect(textOf(document, 'member-2999')).toBe('2999');
    expect(textOf(document, 'member-3')).toBe('3');
  });
});
