// Holds the import rules, and fails where nothing was read: with a TypeScript that it does not know,
// dependency-cruiser cruises no module and exits 0.
import { spawnSync } from 'node:child_process';

const LEAST_MODULES = 30;
const cruise = spawnSync(
  process.execPath,
  [
    'node_modules/dependency-cruiser/bin/dependency-cruiser.mjs',
    'server/src',
    'sdk/src',
    'console/src',
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
if (cruise.status === 0 && modules < LEAST_MODULES) {
  console.error(
    `import rules: only ${modules} modules were read; at least ${LEAST_MODULES} were expected`,
  );
  process.exit(1);
}
process.exit(cruise.status ?? 1);
