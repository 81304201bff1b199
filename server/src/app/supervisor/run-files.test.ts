import { mkdtempSync, readdirSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, it } from 'vitest';
import { liveProcesses, registerProcess } from './run-files.ts';

let data: string;
beforeEach(() => {
  data = mkdtempSync(join(tmpdir(), 'sbx-run-'));
});
afterEach(() => rmSync(data, { recursive: true, force: true }));

it('lists a registered process until it signs off', () => {
  const entry = registerProcess(data, 'gateway');
  expect(liveProcesses(data)).toMatchObject([{ role: 'gateway', pid: process.pid }]);
  entry[Symbol.dispose]();
  expect(liveProcesses(data)).toEqual([]);
});

it('does not take a later process of the same pid for the one that was written down', () => {
  registerProcess(data, 'gateway');
  const path = join(data, 'run', `gateway-${process.pid}.json`);
  writeFileSync(path, JSON.stringify({ v: 1, role: 'gateway', pid: process.pid, birth: 'other' }));
  expect(liveProcesses(data)).toEqual([]);
  expect(readdirSync(join(data, 'run'))).toEqual([]);
});

it('survives a file that was cut short, and removes it', () => {
  registerProcess(data, 'control');
  writeFileSync(join(data, 'run', 'gateway-1.json'), '{"v":1,"ro');
  expect(liveProcesses(data).map(({ role }) => role)).toEqual(['control']);
});

it('lets nobody else read or write it', () => {
  registerProcess(data, 'control');
  expect(statSync(join(data, 'run')).mode & 0o077).toBe(0);
});
