// Who may import whom: ARCHITECTURE.md says why. A test holds the names equal to the folders of packages/.
const allowed = {
  errors: [],
  schema: ['errors'],
  'connection-string': ['errors'],
  planner: ['errors', 'schema'],
  tables: ['schema'],
  pgwire: ['errors'],
  auth: ['errors'],
  'auth-entra': ['errors', 'auth'],
  rest: ['errors', 'schema', 'auth'],
  catalog: ['errors', 'schema', 'tables', 'rest'],
  engine: ['errors', 'schema', 'planner', 'rest'],
  devopsql: [
    'errors',
    'connection-string',
    'auth',
    'auth-entra',
    'schema',
    'planner',
    'rest',
    'tables',
    'catalog',
    'engine',
  ],
  'pg-session': ['errors', 'devopsql', 'pgwire'],
  formats: ['errors', 'devopsql'],
  emulator: ['errors'],
}
const layers = Object.entries(allowed).map(([name, dependencies]) => ({
  name: `layer-${name}`,
  severity: 'error',
  from: { path: `^packages/${name}/src`, pathNot: '[.]test[.]ts$' },
  to: { path: '^(packages|apps)/', pathNot: `^packages/(${[name, ...dependencies].join('|')})/` },
}))
const soleImporter = (owner, library) => ({
  name: `only-${owner}-imports-${library}`,
  severity: 'error',
  from: { path: '^(packages|apps)/', pathNot: [`^packages/${owner}/`, '[.]test[.]ts$'] },
  to: { path: `(^|/)node_modules/${library}/` },
})

module.exports = {
  forbidden: [
    ...layers,
    { name: 'no-circular', severity: 'error', from: {}, to: { circular: true } },
    { name: 'no-unresolvable', severity: 'error', from: {}, to: { couldNotResolve: true } },
    {
      name: 'apps-use-the-facade',
      severity: 'error',
      from: { path: '^apps/', pathNot: '[.]test[.]ts$' },
      to: {
        path: '^packages/',
        pathNot: '^packages/(devopsql|pg-session|formats|errors|emulator)/',
      },
    },
    {
      name: 'apps-stand-alone',
      severity: 'error',
      from: { path: '^apps/([^/]+)/' },
      to: { path: '^apps/', pathNot: ['^apps/$1/', '^apps/server/src/index[.]ts$'] },
    },
    {
      name: 'server-loads-on-demand',
      severity: 'error',
      from: { path: '^apps/cli/src/', pathNot: '[.]test[.]ts$' },
      to: { path: '^apps/server/', dependencyTypesNot: ['dynamic-import', 'type-only'] },
    },
    {
      name: 'pure-packages-do-no-io',
      severity: 'error',
      from: {
        path: '^packages/(errors|schema|planner|tables|connection-string|pgwire)/src',
        pathNot: '[.]test[.]ts$',
      },
      to: { dependencyTypes: ['core', 'npm', 'npm-dev'] },
    },
    {
      name: 'not-into-anothers-insides',
      severity: 'error',
      from: { path: '^packages/([^/]+)/' },
      to: {
        path: '^packages/([^/]+)/src/',
        pathNot: ['^packages/$1/', '^packages/[^/]+/src/index[.]ts$'],
      },
    },
    soleImporter('engine', '@duckdb'),
    soleImporter('rest', 'undici'),
    soleImporter('auth-entra', '@azure/msal-node'),
    {
      name: 'entra-loads-on-demand',
      severity: 'error',
      from: { path: '^packages/devopsql/src/' },
      to: {
        path: '^packages/auth-entra/',
        dependencyTypesNot: ['dynamic-import', 'type-only'],
      },
    },
    {
      name: 'light-entries-stay-light',
      severity: 'error',
      from: { path: '^packages/(auth|planner|tables)/src/index[.]ts$' },
      to: { path: '(^|/)node_modules/(@azure/msal-node|undici)/', reachable: true },
    },
  ],
  options: {
    doNotFollow: { path: ['node_modules', '/dist/'] },
    exclude: { path: ['/dist/', '/[.]probe/', '[.]config[.]ts$'] },
    tsPreCompilationDeps: true,
    enhancedResolveOptions: {
      exportsFields: ['exports'],
      conditionNames: ['@devopsql/source', 'import', 'node', 'default'],
      extensions: ['.ts', '.js'],
    },
  },
}
