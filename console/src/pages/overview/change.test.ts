import { expect, it } from 'vitest';
import { formatChange } from './change.ts';

it.each([
  [112, 100, '+12% on before'],
  [88.4, 100, '−12% on before'],
  [100.2, 100, 'as before'],
  [1500, 100, '15× before'],
  [5, 0, 'none before'],
  [0, 0, ''],
  [null, 100, ''],
  [5, null, ''],
])('%s after %s is %j', (now, before, text) => {
  expect(formatChange(now, before)).toBe(text);
});
