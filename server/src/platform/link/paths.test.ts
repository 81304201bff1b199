import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, it } from 'vitest';
import { socketDirectory } from './index.ts';

it('a folder of sockets cannot be named, and so not be taken first, by who lacks the installation’s secret', () => {
  const data = mkdtempSync(join(tmpdir(), 'sbx-paths-'));
  try {
    const first = socketDirectory(data);
    expect(socketDirectory(data)).toBe(first);
    expect(first.length).toBeLessThan(80);
    // Another installation at the same place: only the secret differs.
    rmSync(join(data, 'link.key'));
    expect(socketDirectory(data)).not.toBe(first);
  } finally {
    rmSync(data, { recursive: true });
  }
});
