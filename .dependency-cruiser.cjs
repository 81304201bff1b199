// The direction of imports, low to high (ARCHITECTURE section 5). A layer may import itself and what is below it.
const layers = [
  ['lib'],
  ['protocols'],
  ['platform'],
  ['identity', 'limits', 'telemetry', 'inference'],
  ['prompts', 'retrieval', 'guardrails', 'governance', 'monitoring', 'cache'],
  ['evaluation'],
  ['rollout'],
  ['gateway'],
  ['app'],
];
const src = '^server/src/';
const features = layers.slice(3, -1).flat();

const upward = layers.flatMap((names, level) => {
  const above = layers.slice(level + 1).flat();
  return above.length === 0
    ? []
    : [
        {
          name: `no-upward-from-${names.join('-')}`,
          severity: 'error',
          comment:
            'Import downward only: move what is shared down, or wire a function in app/context.ts.',
          from: { path: `${src}(${names.join('|')})/` },
          to: { path: `${src}(${above.join('|')})/` },
        },
      ];
});

const sideways = layers
  .filter((names) => names.length > 1)
  .flat()
  .map((name) => ({
    name: `no-sideways-from-${name}`,
    severity: 'error',
    comment: 'Features of one layer do not import each other: what two share goes down.',
    from: { path: `${src}${name}/` },
    to: {
      path: `${src}(${layers
        .find((names) => names.includes(name))
        .filter((other) => other !== name)
        .join('|')})/`,
    },
  }));

const throughIndex = features.map((name) => ({
  name: `through-index-of-${name}`,
  severity: 'error',
  comment: 'A feature is imported through its index.ts only.',
  from: { path: '^server/src/', pathNot: `${src}${name}/` },
  to: {
    path: `${src}${name}/`,
    pathNot: `${src}${name}/(index\\.ts$|wiring\\.ts$|engine/index\\.ts$|.*testing/)`,
  },
}));

module.exports = {
  forbidden: [
    ...upward,
    ...sideways,
    ...throughIndex,
    {
      name: 'wiring-for-app-only',
      severity: 'error',
      comment:
        "A feature's wiring.ts holds what knows the database: only the composition root takes it.",
      from: { path: '^server/src/', pathNot: `${src}app/|\\.test\\.ts$|/testing/` },
      to: { path: `${src}[^/]+/wiring\\.ts$` },
    },
    {
      name: 'gateway-knows-no-database',
      severity: 'error',
      comment: 'Nothing that the gateway or the engine loads may lead to a database client.',
      from: { path: `${src}app/roles/(gateway|engine)\\.ts$` },
      to: {
        path: 'node_modules/(pg|kysely|pg-boss|node-pg-migrate|chdb|@clickhouse/client|fastify)/',
        reachable: true,
      },
    },
    {
      name: 'only-control-mints-tokens',
      severity: 'error',
      comment: 'What a gateway, the engine or telemetry loads may tell a token and never make one.',
      from: { path: `${src}app/roles/(gateway|engine|telemetry)\\.ts$` },
      to: { path: `${src}identity/tokens/(mint-token|token-keys)\\.ts$`, reachable: true },
    },
    {
      name: 'protocols-are-pure',
      severity: 'error',
      comment:
        'Protocols are functions of bytes: no I/O, no database, no HTTP; zod for their schemas.',
      from: { path: `${src}protocols/`, pathNot: '\\.test\\.ts$' },
      to: { dependencyTypes: ['core', 'npm', 'npm-dev', 'npm-peer'], pathNot: 'node_modules/zod/' },
    },
    {
      name: 'protocol-through-index',
      severity: 'error',
      comment:
        'One protocol is imported through its index.ts; their normal form is in conversation/.',
      from: { path: '^server/src/', pathNot: `${src}protocols/` },
      to: {
        path: `${src}protocols/[^/]+/`,
        pathNot: `${src}protocols/[^/]+/index\\.ts$`,
      },
    },
    { name: 'no-cycles', severity: 'error', from: {}, to: { circular: true } },
    {
      name: 'database-clients-in-platform',
      severity: 'error',
      comment: 'Database clients appear only in platform/.',
      from: { path: '^server/src/', pathNot: `${src}platform/` },
      to: {
        path: 'node_modules/(pg|pg-boss|node-pg-migrate|chdb|@clickhouse/client|@lancedb/lancedb)/',
      },
    },
    {
      name: 'http-framework-in-routes',
      severity: 'error',
      comment: 'Fastify appears only in app/http and in routes.ts files.',
      from: { path: '^server/src/', pathNot: `${src}app/http/|/routes\\.ts$` },
      to: { path: 'node_modules/(fastify|fastify-type-provider-zod|@fastify)/' },
    },
    {
      name: 'sdk-knows-no-server',
      severity: 'error',
      from: { path: '^(sdk|console)/' },
      to: { path: '^server/' },
    },
    {
      name: 'no-tests-from-code',
      severity: 'error',
      from: { path: '^server/src/', pathNot: '(\\.test\\.ts$|/testing/|/contract/)' },
      to: { path: '(\\.test\\.ts$|/testing/|/contract/)' },
    },
  ],
  options: {
    doNotFollow: { path: 'node_modules' },
    tsPreCompilationDeps: true,
    tsConfig: { fileName: 'server/tsconfig.test.json' },
    enhancedResolveOptions: {
      exportsFields: ['exports'],
      conditionNames: ['import', 'node', 'default'],
    },
  },
};
