import { mkdtempSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, it } from 'vitest';
import { prepareDataDirectory } from './data-directory.ts';

let folder: string;
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'sbx-data-'));
});
afterEach(() => rmSync(folder, { recursive: true, force: true }));

it('makes a directory that only its owner can read', () => {
  const data = join(folder, 'a', 'b');
  prepareDataDirectory(data);
  prepareDataDirectory(data);
  expect(statSync(data).mode & 0o066).toBe(0);
});

it.each(['file', 'file/below'])('names the directory where a file is in the way: %s', (name) => {
  writeFileSync(join(folder, 'file'), '');
  const path = join(folder, name);
  expect(() => prepareDataDirectory(path)).toThrow(
    expect.objectContaining({ code: 'data_unusable', message: expect.stringContaining(path) }),
  );
});

it.runIf(process.platform === 'linux')('names one that nobody can make', () => {
  expect(() => prepareDataDirectory('/proc/signalbox')).toThrow(
    expect.objectContaining({ code: 'data_unusable' }),
  );
});
