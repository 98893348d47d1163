import { dirname } from "node:path"
import { fileURLToPath } from "node:url"
import config from "../jest.config.js"

const { projects, testTimeout } = config
const unit = projects.find(({ displayName }) => displayName === "unit")

// What mutation testing runs: the unit tests of the rules about money, without a Medusa.
export default {
  ...unit,
  rootDir: dirname(dirname(fileURLToPath(import.meta.url))),
  testMatch: ["<rootDir>/src/{core,gateways,settlement,operations}/**/__tests__/*.unit.spec.ts"],
  testTimeout,
}
