import { chmodSync, copyFileSync } from "node:fs"
import { join } from "node:path"

import { compile } from "./compile"
import { ROOT, SIMULATOR } from "./places"

/** Compiles the simulator into its own package, which a store does not install in production. */
export function buildSimulator(): string {
  const files = compile(join(SIMULATOR, "tsconfig.json"), join(SIMULATOR, "dist"))
  // For `npx` within the project; npm does the same where the package is installed.
  chmodSync(join(SIMULATOR, "dist/cli.js"), 0o755)
  copyFileSync(join(ROOT, "LICENSE"), join(SIMULATOR, "LICENSE"))
  return `simulator: ${files} files`
}
