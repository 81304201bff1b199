import { fork } from 'node:child_process';
import { once } from 'node:events';
import { chmodSync, mkdtempSync, renameSync, rmSync, statSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { acquireDirectoryLock } from './index.ts';

let directory: string;
beforeEach(() => {
  directory = mkdtempSync(join(tmpdir(), 'sbx-lock-'));
});
afterEach(() => rmSync(directory, { recursive: true, force: true }));

const holder = join(import.meta.dirname, 'testing', 'hold-lock.ts');

test('a second owner gets nothing until the first gives the directory back', () => {
  const first = acquireDirectoryLock(directory);
  expect(first).not.toBeNull();
  expect(acquireDirectoryLock(directory)).toBeNull();
  expect(acquireDirectoryLock(directory)).toBeNull();
  first!.release();
  first!.release();
  using second = acquireDirectoryLock(directory);
  expect(second).not.toBeNull();
});

test('a process killed without warning holds the directory until then and no longer', async () => {
  const child = fork(holder, [directory], { stdio: 'inherit' });
  const [message] = await once(child, 'message');
  expect(message).toBe('held');
  expect(acquireDirectoryLock(directory)).toBeNull();
  child.kill('SIGKILL');
  await once(child, 'exit');
  using mine = acquireDirectoryLock(directory);
  expect(mine).not.toBeNull();
});

test('a child started while the lock is held does not keep it', async () => {
  const mine = acquireDirectoryLock(directory);
  const other = mkdtempSync(join(tmpdir(), 'sbx-lock-'));
  const child = fork(holder, [other], { stdio: 'inherit' });
  await once(child, 'message');
  mine!.release();
  using again = acquireDirectoryLock(directory);
  expect(again).not.toBeNull();
  child.kill('SIGKILL');
  await once(child, 'exit');
  rmSync(other, { recursive: true });
});

test('a directory that is gone, or was moved away under its lock, cannot be taken', () => {
  expect(acquireDirectoryLock(join(directory, 'absent'))).toBeNull();
  const first = acquireDirectoryLock(directory);
  const moved = `${directory}.moved`;
  renameSync(directory, moved);
  expect(acquireDirectoryLock(directory)).toBeNull();
  first!.release();
  rmSync(moved, { recursive: true });
});

test('nobody else can open the lock, also one that an older version made', () => {
  const path = join(directory, 'lock');
  acquireDirectoryLock(directory)?.release();
  expect(statSync(path).mode & 0o777).toBe(0o600);
  chmodSync(path, 0o644);
  acquireDirectoryLock(directory)?.release();
  expect(statSync(path).mode & 0o777).toBe(0o600);
});
