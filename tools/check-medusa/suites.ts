const TSC = "node_modules/typescript/bin/tsc"
const JEST = [
  "--experimental-vm-modules",
  "node_modules/jest/bin/jest.js",
  ...["--runInBand", "--forceExit", "--silent", "--selectProjects"],
]
const http = (...specs: string[]) => [
  ...JEST,
  "integration",
  "--",
  ...specs.map((spec) => `integration-tests/http/${spec}.spec.ts`),
]

/** What can be run against another Medusa: the arguments of `node`, one line a command. */
export const SUITES = {
  /** The server and the dashboard compile. */
  types: [
    [TSC, "-p", "tsconfig.json", "--noEmit"],
    [TSC, "-p", "src/admin"],
  ],
  /** The rules, the gateways' protocols, the scaffold. */
  unit: [[...JEST, "unit"]],
  /** Medusa's insides are as src/medusa takes them to be. */
  contract: [http("medusa-contract")],
  /** Migrations, and every service of the ledger on a real database. */
  ledger: [[...JEST, "ledger"]],
  /** Payments, holds and refunds of a real Medusa, over HTTP. */
  money: [http("checkout", "holds", "refunds-at-gateway", "order-first")],
  /** All tests over HTTP. */
  store: [[...JEST, "store"]],
} satisfies Record<string, readonly (readonly string[])[]>

export type Suite = keyof typeof SUITES
