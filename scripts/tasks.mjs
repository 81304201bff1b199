// What `npm run NAME` does, as command lines run one after the other. `node` is the Node that run.mjs chose.
const tsc = 'node_modules/typescript-native/bin/tsc';
const bin = (path) => `node_modules/${path}`;

export const TASKS = {
  start: { command: (args) => [['node', 'server/dist/app/main.js', 'serve', ...args]] },
  signalbox: { command: (args) => [['node', 'server/dist/app/main.js', ...args]] },
  test: { command: (args) => [['node', bin('vitest/vitest.mjs'), 'run', ...args]] },
  'test:e2e': {
    command: (args) => [['node', bin('vitest/vitest.mjs'), 'run', '--project', 'e2e*', ...args]],
  },
  'test:contract': {
    command: (args) => [
      ['node', bin('vitest/vitest.mjs'), 'run', '--project', 'server', 'contract', ...args],
    ],
  },
  'test:console': {
    command: (args) => [
      ['node', bin('vitest/vitest.mjs'), 'run', '--project', 'e2e-console', ...args],
    ],
  },
  'test:upgrade': { command: (args) => [['node', 'e2e/upgrade.ts', ...args]] },
  // What takes long: the same tests at the size that a release is judged by, and nothing that `npm test` does not know.
  soak: {
    env: {
      SIGNALBOX_CRASH_ROUNDS: '10',
      SIGNALBOX_OUTAGE_SECONDS: '60',
      SIGNALBOX_EXPORT_ROWS: '1000000',
      SIGNALBOX_EXPORT_KILLS: '3',
      SIGNALBOX_PYTHON_CLIENTS: 'run',
      SIGNALBOX_CODING_AGENTS: 'run',
      SIGNALBOX_FUZZ_CASES: '100000',
      SIGNALBOX_LEASE_SEEDS: '10000',
    },
    command: (args) => {
      const all = ['crash', 'outage', 'exports', 'clients', 'agents', 'fuzz', 'leases'];
      const ofServer = { fuzz: 'gateway/fuzz', leases: 'limits/leases' };
      const wanted = args.length > 0 ? args : all;
      const vitest = ['node', bin('vitest/vitest.mjs'), 'run', '--project'];
      const units = wanted.filter((name) => name in ofServer);
      const systems = wanted.filter((name) => !(name in ofServer));
      return [
        ...units.map((name) => [...vitest, 'server', ofServer[name]]),
        ...(systems.length > 0 ? [[...vitest, 'e2e', ...systems]] : []),
      ];
    },
  },
  upstreams: { build: false, command: (args) => [['node', 'e2e/upstreams/run.ts', ...args]] },
  screenshots: { command: (args) => [['node', 'e2e/console/screenshots.ts', ...args]] },
  build: { command: () => [] },
  types: {
    build: false,
    command: () =>
      [
        'server/tsconfig.test.json',
        'e2e/tsconfig.json',
        'bench/tsconfig.json',
        'sdk/tsconfig.json',
        'console/tsconfig.json',
      ].map((project) => ['node', tsc, '-p', project, '--noEmit']),
  },
  lint: { build: false, command: () => [['node', bin('@biomejs/biome/bin/biome'), 'check', '.']] },
  format: {
    build: false,
    command: () => [['node', bin('@biomejs/biome/bin/biome'), 'check', '--write', '.']],
  },
  imports: { build: false, command: () => [['node', 'scripts/imports.mjs']] },
  unused: { build: false, command: () => [['node', bin('knip/bin/knip.js')]] },
  generate: { command: () => [['node', 'sdk/generate.ts']] },
  'bench:gateway': { command: (args) => [['node', 'bench/gateway.ts', ...args]] },
  'bench:paired': { command: (args) => [['node', 'bench/paired.ts', ...args]] },
  'bench:protocols': { command: (args) => [['node', 'bench/protocols.ts', ...args]] },
  'bench:console': { command: (args) => [['node', 'e2e/console/bench/main.ts', ...args]] },
  'bench:exports': { command: (args) => [['node', 'e2e/exports-beside.ts', ...args]] },
  'bench:traces': { command: (args) => [['node', 'bench/traces.ts', ...args]] },
};
