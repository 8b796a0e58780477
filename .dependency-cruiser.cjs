const lib = (name) => `^libs/${name}/`;

/** @type {import('dependency-cruiser').IConfiguration} */
module.exports = {
  forbidden: [
    { name: 'no-circular', severity: 'error', from: {}, to: { circular: true } },
    { name: 'no-unresolved', severity: 'error', from: {}, to: { couldNotResolve: true, pathNot: '^(node:)' } },
    {
      name: 'declared-dependencies-only',
      comment: 'What a workspace imports stands in its own package.json.',
      severity: 'error',
      from: { pathNot: '(^tools/|\\.test\\.ts$|/testing/|^e2e/|\\.config\\.)' },
      to: {
        dependencyTypes: ['npm-no-pkg', 'npm-unknown', 'undetermined'],
        pathNot: '^(libs|local|services|service-registry)/',
      },
    },
    {
      name: 'contracts-import-nothing-of-ours',
      severity: 'error',
      from: { path: lib('contracts') },
      to: { path: '^(libs|services|local|tools|charts-src|service-registry)/', pathNot: lib('contracts') },
    },
    {
      name: 'contracts-are-browser-safe',
      severity: 'error',
      from: { path: lib('contracts'), pathNot: '\\.test\\.ts$' },
      to: { dependencyTypes: ['core'] },
    },
    {
      name: 'service-kit-imports-contracts-only',
      severity: 'error',
      from: { path: lib('service-kit'), pathNot: '(\\.test\\.ts$|/testing/)' },
      to: {
        path: '^(libs|services|local|tools|charts-src|service-registry)/',
        pathNot: '^libs/(contracts|service-kit)/',
      },
    },
    {
      name: 'service-description-imports-contracts-only',
      severity: 'error',
      from: { path: lib('service-description'), pathNot: '\\.test\\.ts$' },
      to: { path: '.', pathNot: '^libs/(contracts|service-description)/' },
    },
    {
      name: 'a-description-imports-what-it-is-written-in',
      comment: 'service.ts is data: contracts and service-description, and nothing of the program it describes.',
      severity: 'error',
      from: { path: '^(services|local)/[^/]+/service\\.ts$' },
      to: { path: '.', pathNot: '^libs/(contracts|service-description)/' },
    },
    {
      name: 'descriptions-are-read-through-the-registry',
      severity: 'error',
      from: { pathNot: '^service-registry/' },
      to: { path: '^(services|local)/[^/]+/service\\.ts$' },
    },
    {
      name: 'the-registry-imports-descriptions-and-libs',
      severity: 'error',
      from: { path: '^service-registry/', pathNot: '\\.test\\.ts$' },
      to: {
        path: '^(libs|services|local|tools|charts-src|bench|e2e)/',
        pathNot: '^(libs/(contracts|service-description)/|(services|local)/[^/]+/service\\.ts$)',
      },
    },
    {
      name: 'messaging-imports-libs-only',
      severity: 'error',
      from: { path: lib('messaging'), pathNot: '(\\.test\\.ts$|/testing/)' },
      to: { path: '^(services|local|tools|charts-src|service-registry)/' },
    },
    {
      name: 'cli-imports-nothing-of-ours',
      severity: 'error',
      from: { path: lib('cli') },
      to: { path: '^(libs|services|local|tools|charts-src|e2e|bench)/', pathNot: lib('cli') },
    },
    {
      name: 'kubernetes-imports-cli-only',
      severity: 'error',
      from: { path: lib('kubernetes') },
      to: { path: '^(libs|services|local|tools|charts-src|e2e|bench)/', pathNot: '^libs/(cli|kubernetes)/' },
    },
    {
      name: 'a-service-never-imports-another',
      severity: 'error',
      from: { path: '^services/([^/]+)/' },
      to: { path: '^services/([^/]+)/', pathNot: '^services/$1/' },
    },
    {
      name: 'services-import-libs-and-themselves',
      severity: 'error',
      from: { path: '^services/', pathNot: '(\\.test\\.ts$|/testing/)' },
      to: { path: '^(local|tools|charts-src|service-registry|bench|e2e)/' },
    },
    {
      name: 'the-domain-is-pure',
      comment: 'services/*/src/domain imports contracts and itself; no I/O, no framework, no Node.',
      severity: 'error',
      from: { path: '^services/[^/]+/src/domain/', pathNot: '\\.test\\.ts$' },
      to: { pathNot: '^(libs/contracts/|services/[^/]+/src/domain/)' },
    },
    {
      name: 'no-folder-circles-in-the-shop',
      comment: 'The folders of services/frontend/src form layers; see its README.',
      severity: 'error',
      scope: 'folder',
      from: { path: '^services/frontend/src' },
      to: { circular: true },
    },
    {
      name: 'the-emulators-stand-alone',
      severity: 'error',
      from: { path: '^local/azure/', pathNot: '^local/azure/service\\.ts$' },
      to: { path: '^(libs|services|tools|charts-src|service-registry)/', pathNot: '^libs/rhea-fixes/' },
    },
    {
      name: 'production-never-imports-test-code',
      severity: 'error',
      from: { pathNot: '(\\.test\\.ts$|/testing/|^e2e/)' },
      to: { path: '(\\.test\\.ts$|/testing/)' },
    },
  ],
  options: {
    doNotFollow: { path: 'node_modules' },
    exclude: { path: '(node_modules/.+/node_modules|\\.local/|/dist/)' },
    tsConfig: { fileName: 'tsconfig.json' },
    tsPreCompilationDeps: true,
    enhancedResolveOptions: {
      exportsFields: ['exports'],
      conditionNames: ['import', 'node', 'default', 'types'],
      extensions: ['.ts', '.mjs', '.js', '.json'],
    },
    builtInModules: { add: ['node:sqlite', 'node:test'] },
  },
};
