import { expect, it } from 'vitest';
import { refuseOddText } from './odd-text.ts';

const refusal = (value: unknown) => {
  try {
    refuseOddText('body', value);
  } catch (error) {
    return (error as Error).message;
  }
  return null;
};

it('names the member with a NUL or half of a pair', () => {
  expect(refusal({ a: { b: ['ok', 'x\0'] } })).toBe('body/a/b/1 has a NUL character');
  expect(refusal({ name: '\ud83d' })).toContain('body/name has half');
  expect(refusal({ '\0': 1 })).toContain('a name in body has a NUL');
});

it('refuses nesting without end, and does not fall over it', () => {
  const deep = JSON.parse(`${'['.repeat(200_000)}${']'.repeat(200_000)}`);
  expect(refusal(deep)).toBe('body is nested more than 64 deep');
});

it('takes every other text', () => {
  expect(refusal({ a: '😀\n\t\u0001', b: [1, null, true, { c: '' }] })).toBeNull();
});
