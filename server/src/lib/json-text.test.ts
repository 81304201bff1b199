import fc from 'fast-check';
import { expect, it } from 'vitest';
import { jsonText, jsonTextOrNull } from './json-text.ts';

it('writes every string as JSON does', () => {
  fc.assert(
    fc.property(fc.oneof(fc.string(), fc.string({ unit: 'binary' })), (value) => {
      expect(jsonText(value)).toBe(JSON.stringify(value));
    }),
  );
});

it.each(['', '"', '\\', '\u0000', '\u007f', '\u2028', '\ud800', 'a"b', 'gpt-4o', '模型'])(
  'writes %j as JSON does',
  (value) => expect(jsonText(value)).toBe(JSON.stringify(value)),
);

it('writes what is absent as null', () => {
  expect(jsonTextOrNull(null)).toBe('null');
  expect(jsonTextOrNull(undefined)).toBe('null');
});
