import { execFileSync } from 'node:child_process';
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import openapiTS, { astToString } from 'openapi-typescript';

/**
 * Writes `openapi.json` (what the server says its API is) and `src/api.gen.ts` (its types). The server is run and not
 * imported: this package knows nothing of it but its API.
 */
const ROOT = join(import.meta.dirname, '..');

export async function generated(): Promise<ReadonlyMap<string, string>> {
  const document = execFileSync(
    process.execPath,
    [join(ROOT, 'server', 'src', 'app', 'openapi.ts')],
    {
      encoding: 'utf8',
      maxBuffer: 64 << 20,
    },
  );
  // Not immutable: openapi-fetch takes readonly arrays of an answer for objects.
  const types = astToString(await openapiTS(document, { alphabetize: true }));
  return new Map([
    [join(ROOT, 'sdk', 'openapi.json'), document],
    [
      join(ROOT, 'sdk', 'src', 'api.gen.ts'),
      `// Written by \`npm run generate\` from openapi.json.\n\n${types}`,
    ],
  ]);
}

if (process.argv[1] === import.meta.filename)
  for (const [path, text] of await generated()) writeFileSync(path, text);
