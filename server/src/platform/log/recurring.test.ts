import { pino } from 'pino';
import { expect, it } from 'vitest';
import { recurring } from './recurring.ts';

it('writes the first at once, and one a minute of what goes on', () => {
  const lines: string[] = [];
  let now = 0;
  const log = pino({}, { write: (line: string) => lines.push(line) });
  const warn = recurring(log, 'it failed', () => now);
  warn(new Error('first'));
  for (now = 1_000; now < 60_000; now += 1_000) warn(new Error('again'));
  expect(lines).toHaveLength(1);
  now = 60_000;
  warn(new Error('still'));
  expect(lines.map((line) => JSON.parse(line))).toMatchObject([
    { msg: 'it failed', err: { message: 'first' } },
    { msg: 'it failed', err: { message: 'still' }, times: 60 },
  ]);
  expect(JSON.parse(lines[0] ?? '')).not.toHaveProperty('times');
});
