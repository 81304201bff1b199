import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { afterAll, expect, it, vi } from 'vitest';
import { acquireDirectoryLock } from './index.ts';

vi.mock('node:fs', async (original) => {
  const fs = await original<typeof import('node:fs')>();
  return {
    ...fs,
    // As a process that looks for empty spools does, between the moments in which the file is made and made private.
    chmodSync: (path: string, mode: number) => {
      if (path.includes('empty-spool')) fs.rmSync(dirname(path), { recursive: true });
      fs.chmodSync(path, mode);
    },
  };
});

const parent = mkdtempSync(join(tmpdir(), 'signalbox-lock-'));
afterAll(() => rmSync(parent, { recursive: true, force: true }));

it('a directory that another process removes while its lock is taken has none, and that is no failure', () => {
  const directory = mkdtempSync(join(parent, 'empty-spool-'));
  expect(acquireDirectoryLock(directory)).toBeNull();
  const other = mkdtempSync(join(parent, 'other-'));
  acquireDirectoryLock(other)?.release();
});
