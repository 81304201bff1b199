import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { expect, it } from 'vitest';
import { birthOfStat, processBirth } from './process-identity.ts';

it('gives a living process one birth, and a dead one none', async () => {
  const child = spawn(process.execPath, ['-e', 'setTimeout(() => {}, 60_000)']);
  const birth = processBirth(child.pid!);
  expect(birth).not.toBeNull();
  expect(processBirth(child.pid!)).toBe(birth);
  expect(processBirth(process.pid)).not.toBe(birth);
  const exited = once(child, 'exit');
  child.kill('SIGKILL');
  await exited;
  expect(processBirth(child.pid!)).toBeNull();
});

it('reads the start time behind a name that holds parentheses and spaces', () => {
  const rest = Array.from({ length: 30 }, (_, i) => String(i + 4)).join(' ');
  expect(birthOfStat(`7 (a) b (c)) S ${rest}`, 'boot')).toBe('boot:22');
});

it('counts a zombie, which nobody may ever collect, as gone', () => {
  const rest = Array.from({ length: 30 }, (_, i) => String(i + 4)).join(' ');
  expect(birthOfStat(`7 (node) Z ${rest}`, 'boot')).toBeNull();
});
