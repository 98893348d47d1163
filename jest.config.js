const swc = {
  jsc: {
    parser: { syntax: "typescript", decorators: true },
    target: "es2022",
    transform: { decoratorMetadata: true },
  },
}

const common = {
  transform: { "^.+\\.[jt]s$": ["@swc/jest", swc] },
  testEnvironment: "node",
  moduleFileExtensions: ["js", "ts", "json"],
  // The documentation's example imports the plugin as its reader would; here that means the sources.
  moduleNameMapper: { "^medusa-payment-gateways/(.+)$": "<rootDir>/src/$1" },
  modulePathIgnorePatterns: ["<rootDir>/.medusa/", "<rootDir>/packages/", "<rootDir>/demo/"],
}

// The storefront's part is written as browsers and bundlers read it: modules with whole file names.
const storefront = {
  ...common,
  displayName: "storefront",
  testMatch: ["<rootDir>/src/storefront/__tests__/*.spec.{ts,tsx}"],
  transform: {
    "^.+\\.[jt]sx?$": [
      "@swc/jest",
      {
        jsc: {
          parser: { syntax: "typescript", tsx: true },
          target: "es2022",
          transform: { react: { runtime: "automatic" } },
        },
      },
    ],
  },
  testEnvironment: "<rootDir>/tools/jest-browser.js",
  setupFilesAfterEnv: ["<rootDir>/tools/jest-patience.js"],
  moduleFileExtensions: ["js", "ts", "tsx", "json"],
  moduleNameMapper: { "^(\\.{1,2}/.*)\\.js$": "$1" },
}

// Against a real Medusa, the gateways' simulator and a real PostgreSQL, one file after the other.
const real = {
  ...common,
  runner: "<rootDir>/tools/jest-fresh-worker.js",
  setupFiles: ["<rootDir>/integration-tests/support/reset-metadata.ts"],
  globalSetup: "<rootDir>/integration-tests/support/global-setup.ts",
  globalTeardown: "<rootDir>/integration-tests/support/global-teardown.ts",
}

module.exports = {
  projects: [
    storefront,
    {
      ...common,
      displayName: "unit",
      testMatch: [
        "<rootDir>/{src,tools}/**/__tests__/*.unit.spec.ts",
        "<rootDir>/integration-tests/hostile/*.unit.spec.ts",
      ],
    },
    // Random histories in memory, on all cores: `npm run model` runs others.
    { ...common, displayName: "model", testMatch: ["<rootDir>/integration-tests/model/*.spec.ts"] },
    { ...real, displayName: "gateways", testMatch: ["<rootDir>/integration-tests/gateways/**/*.spec.ts"] },
    { ...real, displayName: "ledger", testMatch: ["<rootDir>/integration-tests/ledger/**/*.spec.ts"] },
    // All of http/ over one Medusa, which takes seconds to load and to start.
    { ...real, displayName: "store", testMatch: ["<rootDir>/integration-tests/store.spec.ts"] },
    // Single files, each with a Medusa of its own: `npm run test:file refunds`
    {
      ...real,
      displayName: "integration",
      testMatch: ["<rootDir>/integration-tests/{http,gateways,ledger}/**/*.spec.ts"],
    },
    {
      ...real,
      displayName: "kill",
      testMatch: ["<rootDir>/integration-tests/chaos/{kill,audit/*}.spec.ts"],
    },
    // With a real redis-server, where there is one.
    { ...real, displayName: "redis", testMatch: ["<rootDir>/integration-tests/redis/*.spec.ts"] },
    // Thirty random histories of shoppers and trouble: `npm run chaos` runs others.
    { ...real, displayName: "chaos", testMatch: ["<rootDir>/integration-tests/chaos/chaos.spec.ts"] },
    {
      ...common,
      displayName: "browser",
      testMatch: ["<rootDir>/integration-tests/browser/**/*.spec.ts"],
      modulePathIgnorePatterns: [
        "<rootDir>/.medusa/",
        "<rootDir>/packages/",
        "<rootDir>/demo/(.data|store|storefront)/",
      ],
      // The labels are read as browsers write imports.
      moduleNameMapper: { "^(\\.{1,2}/.*)\\.js$": "$1" },
    },
  ],
  testTimeout: 120_000,
  workerIdleMemoryLimit: "1.5GB",
  reporters: ["default", "<rootDir>/tools/summary-reporter.js"],
}
