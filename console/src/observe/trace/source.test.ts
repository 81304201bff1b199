import { expect, it } from 'vitest';
import { textIn, whereIs } from './source.ts';

const inline = (media_type: string, text: string) => ({
  kind: 'inline' as const,
  media_type,
  data: Buffer.from(text).toString('base64'),
});

it('says what a source is and where, and never more of an address than a line', () => {
  expect(whereIs(null)).toBe('not kept');
  expect(whereIs({ kind: 'file', id: 'file-1' })).toBe('kept by the provider as file-1');
  expect(whereIs({ kind: 'uri', uri: `https://a.example/${'x'.repeat(500)}` })).toHaveLength(215);
  expect(whereIs(inline('application/pdf', 'x'.repeat(3000)))).toBe('application/pdf, 3 kB');
  expect(whereIs(inline('', ''))).toBe('of no known kind, 0 B');
});

it('reads a document that is text, and no other', () => {
  expect(textIn(inline('text/plain', 'Zoë 🚂'))).toBe('Zoë 🚂');
  expect(textIn(inline('application/pdf', 'x'))).toBeNull();
  expect(textIn({ kind: 'inline', media_type: 'text/plain', data: '*' })).toBeNull();
  expect(textIn({ kind: 'uri', uri: 'https://a.example/' })).toBeNull();
});
