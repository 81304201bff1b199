import { fileURLToPath } from 'node:url';
import { expect, it } from 'vitest';
import { trustCaFile } from './trust-ca-file.ts';

// That what it trusts is trusted is tried on a real TLS server, in inference/providers/upstream-pool.test.ts.
it.each([
  ['/no/such/file.pem', 'ENOENT'],
  [fileURLToPath(import.meta.url), 'it holds no certificate'],
])('says what is wrong with %s', (path, says) => {
  expect(() => trustCaFile(path)).toThrow(says);
});
