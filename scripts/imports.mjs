// Holds the import rules, and fails where nothing was read: with a TypeScript that it does not know,
// dependency-cruiser cruises no module and exits 0.
import { spawnSync } from 'node:child_process';
import { readdirSync } from 'node:fs';

const ROOTS = ['server/src', 'sdk/src', 'console/src'];
const sources = ROOTS.flatMap((root) => readdirSync(root, { recursive: true })).filter((path) =>
  /\.tsx?$/.test(path),
);
const cruise = spawnSync(
  process.execPath,
  [
    'node_modules/dependency-cruiser/bin/dependency-cruiser.mjs',
    ...ROOTS,
    '--config',
    '.dependency-cruiser.cjs',
    '--output-type',
    'err',
  ],
  { encoding: 'utf8' },
);
process.stdout.write(cruise.stdout);
process.stderr.write(cruise.stderr);
const modules = Number(/(\d+) modules/.exec(cruise.stdout)?.[1] ?? 0);
if (cruise.status === 0 && modules < sources.length) {
  console.error(`import rules: only ${modules} modules were read of ${sources.length} sources`);
  process.exit(1);
}
process.exit(cruise.status ?? 1);
