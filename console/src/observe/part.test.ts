import { expect, it } from 'vitest';
import { csvName, partOf } from './part.ts';

it.each([
  [12, false, 12, null, 'requests.csv'],
  [300, true, 12_431, 'the first 300 of 12,431', 'requests-the-first-300-of-12431.csv'],
  [1300, true, undefined, 'the first 1,300', 'requests-the-first-1300.csv'],
])('%s lines, more %s, of %s: %j', (read, more, matching, part, name) => {
  expect(partOf(read, more, matching)).toBe(part);
  expect(csvName('requests', part)).toBe(name);
});
