/**
 * Mutation testing of the rules about money: each change of the code that no test notices is a test that is missing.
 * `npm run mutation`, or one file: `npm run mutation -- --mutate src/core/money/money.ts`.
 */
export default {
  testRunner: "mocha",
  mochaOptions: {
    spec: ["src/{core,gateways,operations,payouts,problems,settlement}/**/__tests__/*.unit.spec.ts"],
    require: ["tsx/cjs", "./tools/mutation/jest-globals.mjs"],
  },
  coverageAnalysis: "perTest",
  mutate: [
    "src/core/**/*.ts",
    "!src/core/**/__tests__/**",
    // Words for people, and names of types: nothing to be wrong about.
    "!src/core/{error-catalogue,gateway,index,money/index,problem/problems}.ts",
    "!src/core/settlement/{facts/facts,index}.ts",
    "src/gateways/*/{transform,signature}.ts",
  ],
  // A message may be worded in another way.
  mutator: { excludedMutations: ["StringLiteral"] },
  ignorePatterns: [
    ".medusa",
    ".stryker",
    "demo/.data",
    "docs",
    "bench",
    "integration-tests/.data",
    "coverage",
  ],
  reporters: ["clear-text", "progress-append-only", "json"],
  clearTextReporter: { allowColor: false, logTests: false },
  jsonReporter: { fileName: "node_modules/.cache/mutation.json" },
  tempDirName: ".stryker",
  thresholds: { high: 90, low: 85, break: 85 },
  timeoutMS: 20_000,
}
